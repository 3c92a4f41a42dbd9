using System.Text;
using System.Text.Json;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Where in a JSON text its values and members stand, so that one can be changed without touching the rest.</summary>
public sealed class JsonSpans
{
    readonly List<Range> values = [];
    readonly List<(Range Name, Range Value)> members = [];

    public JsonSpans(string text)
    {
        Text = Encoding.UTF8.GetBytes(text);
        var reader =
            new Utf8JsonReader(Text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        Value(ref reader);
    }

    public byte[] Text { get; }

    /// <summary>Every value, the outermost last.</summary>
    public IReadOnlyList<Range> Values => values;

    public IReadOnlyList<(Range Name, Range Value)> Members => members;

    Range Value(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                Range name = (int)reader.TokenStartIndex..((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
                reader.Read();
                members.Add((name, Value(ref reader)));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Value(ref reader);
            }
        }

        Range whole = start..(int)reader.BytesConsumed;
        values.Add(whole);
        return whole;
    }
}
