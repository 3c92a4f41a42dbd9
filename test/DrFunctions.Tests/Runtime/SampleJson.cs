using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SNSEvents;

namespace DrFunctions.Tests.Runtime;

sealed record Question(string? Text, int Number);

sealed record Answer(string? Sentence, string? Nothing, int Number);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(CloudWatchEvent<JsonElement>))]
sealed partial class SampleJson : JsonSerializerContext;
