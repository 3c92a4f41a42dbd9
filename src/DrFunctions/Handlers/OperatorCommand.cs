using System.Text.Json;
using DrFunctions.Commands;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Handlers;

/// <summary>What a person sent to OperatorFunction.</summary>
/// <param name="Plan">Null for all plans.</param>
public sealed record OperatorCommand(Verb Verb, string? Plan, string By, string Reason)
{
    /// <summary>A command consists of a few short texts, so a longer event is not a command.</summary>
    const int MostBytes = 16 * 1024;

    const string For = "for";
    const string UntilResumed = "untilResumed";

    static readonly string[] Texts = ["command", "plan", "reason", "by", For, .. Verbs.Texts.Select(text => text.Member)];

    static readonly IReadOnlyList<string> VerbFlags = [.. Verbs.Flags.Select(flag => flag.Member)];

    static readonly IReadOnlyList<string> Flags = [.. VerbFlags, UntilResumed];

    static readonly IReadOnlyList<string> Members = [.. Texts, .. Flags];

    /// <summary>The flags that are set.</summary>
    public IReadOnlyList<VerbFlag> Widened { get; init; } = [];

    /// <summary>The texts that are given.</summary>
    public IReadOnlyList<(VerbText Text, string Value)> Given { get; init; } = [];

    /// <summary>For a pause: how long it lasts.</summary>
    public PauseLength? Pause { get; init; }

    /// <summary>The command, or a sentence that says what is wrong with it.</summary>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public static async Task<(OperatorCommand? Command, string? Refusal)> ReadAsync(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var bytes = new byte[MostBytes + 1];
        var length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MostBytes)
        {
            return (null, $"the event has more than {MostBytes / 1024} KB, so it is not a command; nothing was done");
        }

        try
        {
            using var json =
                JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Refusal(json.RootElement) is { } refusal ? (null, $"{refusal}; nothing was done") : (Of(json.RootElement), null);
        }
        catch (InvalidOperationException)
        {
            // JSON allows a lone surrogate, which is no valid Unicode.
            return (null, "the event contains text that is not valid Unicode; nothing was done");
        }
    }

    /// <exception cref="InvalidOperationException">The verb needs no loop.</exception>
    public Request AsRequest(string id, DateTimeOffset at)
    {
        var request = new Request(id, Verb.Command!.Value, at, By, Reason);
        return Given.Aggregate(
            Widened.Aggregate(request, (wider, flag) => flag.Widen(wider)), (fuller, given) => given.Text.Put(fuller, given.Value));
    }

    static OperatorCommand Of(JsonElement json)
    {
        var verb = Verbs.Find(Text(json, "command"))!;
        return new OperatorCommand(
            verb, Text(json, "plan"), Text(json, "by") ?? "", Text(json, "reason") ?? "") {
                Widened = [.. verb.Flags.Where(flag => IsSet(json, flag.Member))],
                Given = [.. verb.Texts.Where(text => Text(json, text.Member) is not null).Select(text => (text, Text(json, text.Member)!))],
                Pause = verb.Name == Verbs.Pause ? LengthOf(json).Length : null,
            };
    }

    static string? Refusal(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return """the event must be an object such as {"command":"status","plan":"shop"}""";
        }

        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Members.Contains(name)) is { } unknown)
        {
            return $"Unknown member \"{PrintableText.Of(unknown, 40)}\" of a command.{Spelling.DidYouMean(unknown, Members)} Known members: {string.Join(", ", Members)}";
        }

        if (Verbs.Find(Text(json, "command")) is not { } verb)
        {
            var name = Text(json, "command");
            return $"Unknown command \"{PrintableText.Of(name, 40)}\".{Spelling.DidYouMean(name ?? "", Verbs.Names)} Known commands: {string.Join(", ", Verbs.Names)}";
        }

        return WrongType(json)
            ?? Verbs.Refusal(
                verb, Text(json, "plan"), Text(json, "by"), Text(json, "reason"), VerbFlags.Where(flag => IsSet(json, flag)))
            ?? WrongText(verb, json)
            ?? (verb.Name == Verbs.Pause ? LengthOf(json).Complaint
                : Text(json, For) is not null ? $"{For} is for {Verbs.Pause} only, not for {verb.Name}"
                : IsSet(json, UntilResumed) ? $"{UntilResumed} is for {Verbs.Pause} only, not for {verb.Name}" : null);
    }

    static string? WrongText(Verb verb, JsonElement json) => Verbs.Texts.Where(text => Text(json, text.Member) is not null)
        .Select(text => !verb.Texts.Contains(text) ? $"{text.Member} is not for {verb.Name}"
            : Text(json, text.Member) is not { Length: > 0 and <= VerbText.Longest } value || !PrintableText.IsPlain(value)
            ? $"{text.Member} must be one line of 1 to {VerbText.Longest} characters" : null)
        .OfType<string>().FirstOrDefault();

    static (PauseLength? Length, string? Complaint) LengthOf(JsonElement json) =>
        PauseLength.Of(Text(json, For), IsSet(json, UntilResumed), all: Text(json, "plan") is null, (For, UntilResumed));

    static string? WrongType(JsonElement json) => json.EnumerateObject()
        .Where(member => member.Value.ValueKind is not JsonValueKind.Null && (Flags.Contains(member.Name)
            ? member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            : member.Value.ValueKind is not JsonValueKind.String))
        .Select(member => $"{member.Name} must be {(Flags.Contains(member.Name) ? "true or false" : "text")}")
        .FirstOrDefault();

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static bool IsSet(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
