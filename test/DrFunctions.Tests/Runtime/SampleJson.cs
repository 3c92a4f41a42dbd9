using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SNSEvents;

namespace DrFunctions.Tests.Runtime;

internal sealed record Question(string? Text, int Number);

internal sealed record Answer(string? Sentence, string? Nothing, int Number);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(CloudWatchEvent<JsonElement>))]
internal sealed partial class SampleJson : JsonSerializerContext;
