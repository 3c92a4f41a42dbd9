using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DrFunctions.Core.Plans;

/// <summary>Writes a located value back as JSON without comments and white space.</summary>
public static class CompactJson
{
    public static string Write(Located value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter writer, Located value)
    {
        switch (value)
        {
            case LocatedObject source:
                writer.WriteStartObject();
                foreach (var member in source.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case LocatedArray list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case LocatedText text:
                writer.WriteStringValue(text.Text);
                break;
            case LocatedNumber { Number: { } number }:
                writer.WriteNumberValue(number);
                break;
            case LocatedFlag flag:
                writer.WriteBooleanValue(flag.Flag);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
