using System.Text.Json;
using DrFunctions.Core.Observations;

namespace DrFunctions.Core.Records;

/// <summary>A signal that changed sides lately.</summary>
/// <param name="Mark">The signal's mark, as in <see cref="Record.SeenUp"/>.</param>
/// <param name="Side">Up or Down, as it was last read.</param>
/// <param name="Changes">When it changed sides, oldest first; only as many as matter.</param>
/// <param name="Looks">The looks that could read it, since it began to change sides often.</param>
/// <param name="Down">Those of them that found it down.</param>
public sealed record WaveringSignal(string Mark, SignalState Side, IReadOnlyList<DateTimeOffset> Changes, int Looks, int Down);

static class WaveringJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<WaveringSignal> signals)
    {
        if (signals.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("wavering");
        foreach (var signal in signals)
        {
            writer.WriteStartObject();
            writer.WriteString("mark", signal.Mark);
            writer.WriteString("side", signal.Side.ToString());
            writer.WriteStartArray("changes");
            signal.Changes.ToList().ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
            writer.WriteNumber("looks", signal.Looks);
            writer.WriteNumber("down", signal.Down);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static WaveringSignal Read(JsonElement json) => new(
        json.Text("mark")!,
        json.Word<SignalState>("side"),
        json.Known("changes") is { } changes ? [.. changes.EnumerateArray().Select(at => at.GetDateTimeOffset())] : [],
        json.Given("looks")?.GetInt32() ?? 0,
        json.Given("down")?.GetInt32() ?? 0);
}
