using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Store;

namespace DrFunctions.Handlers;

/// <summary>What a person sent to OperatorFunction.</summary>
/// <param name="Verb">One of <see cref="Verbs"/>.</param>
/// <param name="Plan">Null for all plans.</param>
public sealed record OperatorCommand(string Verb, string? Plan, string By, string Reason)
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Status = "status";

    /// <summary>A command has a few short texts; what is longer is none.</summary>
    const int MostBytes = 16 * 1024;

    static readonly string[] Texts = ["command", "plan", "reason", "by"];

    /// <summary>What widens a command, with the one command that takes it.</summary>
    static readonly IReadOnlyDictionary<string, Command> Flags = new Dictionary<string, Command>
    {
        ["overridePause"] = Command.Failover,
        ["acceptStandby"] = Command.Reset,
        ["skipHealth"] = Command.Failback,
    };

    public static IReadOnlyList<string> Verbs { get; } = [.. RequestItems.Commands, Pause, Resume, Status];

    public bool OverridesPause { get; init; }

    public bool AcceptsStandby { get; init; }

    public bool SkipsHealth { get; init; }

    /// <summary>The command, or a sentence that says why it is none.</summary>
    /// <exception cref="JsonException">The event is no JSON.</exception>
    public static async Task<(OperatorCommand? Command, string? Refusal)> ReadAsync(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var bytes = new byte[MostBytes + 1];
        var length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MostBytes)
        {
            return (null, $"the event has more than {MostBytes / 1024} KB, so it is no command; nothing was done");
        }

        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Refusal(json.RootElement) is { } refusal ? (null, $"{refusal}; nothing was done") : (Of(json.RootElement), null);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate is allowed by JSON's grammar and by no string.
            return (null, "the event holds a text that is not Unicode; nothing was done");
        }
    }

    public Request AsRequest(string id, DateTimeOffset at) =>
        new(id, RequestItems.CommandOf(Verb)!.Value, at, By, Reason) { OverridesPause = OverridesPause, AcceptsStandby = AcceptsStandby, SkipsHealth = SkipsHealth };

    static OperatorCommand Of(JsonElement json) => new(Text(json, "command")!, Text(json, "plan"), Text(json, "by") ?? "", Text(json, "reason") ?? "")
    {
        OverridesPause = IsSet(json, "overridePause"),
        AcceptsStandby = IsSet(json, "acceptStandby"),
        SkipsHealth = IsSet(json, "skipHealth"),
    };

    static string? Refusal(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return """the event must be an object such as {"command":"status","plan":"shop"}""";
        }

        var known = Texts.Concat(Flags.Keys).ToList();
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            return $"a command has no member \"{PrintableText.Of(unknown, 40)}\".{Spelling.DidYouMean(unknown, known)} There is {string.Join(", ", known)}";
        }

        if (Text(json, "command") is not { } verb || !Verbs.Contains(verb))
        {
            return $"\"{PrintableText.Of(Text(json, "command"), 40)}\" is no command.{Spelling.DidYouMean(Text(json, "command") ?? "", Verbs)} There is {string.Join(", ", Verbs)}";
        }

        return WrongType(json)
            ?? (Text(json, "plan") is null && RequestItems.CommandOf(verb) is not null ? $"plan is missing: say which plan is to {verb}" : null)
            ?? (verb == Status ? null : RequestItems.Complaint(Text(json, "by"), Text(json, "reason")))
            ?? Flags.Where(flag => IsSet(json, flag.Key) && RequestItems.CommandOf(verb) != flag.Value)
                .Select(flag => $"{flag.Key} belongs to {RequestItems.Word(flag.Value)} alone, not to {verb}").FirstOrDefault();
    }

    static string? WrongType(JsonElement json) => json.EnumerateObject()
        .Where(member => member.Value.ValueKind is not JsonValueKind.Null && (Flags.ContainsKey(member.Name)
            ? member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            : member.Value.ValueKind is not JsonValueKind.String))
        .Select(member => $"{member.Name} must be {(Flags.ContainsKey(member.Name) ? "true or false" : "text")}")
        .FirstOrDefault();

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static bool IsSet(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
