using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Writes values without reflection; a type that nothing here knows is asked of JsonOptions, else its text is written.</summary>
internal sealed class JsonValues(Utf8JsonWriter writer, PowertoolsLoggerConfiguration configuration)
{
    private const int MaxInner = 5;

    public void Write(object value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case Exception exception:
                WriteException(exception, MaxInner);
                break;
            case byte or sbyte or short or ushort or int or uint or long or decimal:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            default:
                WriteOther(value);
                break;
        }
    }

    private void WriteOther(object value)
    {
        if (configuration.JsonOptions is { TypeInfoResolver: not null } options && options.TryGetTypeInfo(value.GetType(), out var type))
        {
            JsonSerializer.Serialize(writer, value, type);
        }
        else if (value is IDictionary<string, string> map)
        {
            writer.WriteStartObject();
            foreach (var (key, text) in map)
            {
                writer.WriteString(KeyCase.Convert(key, configuration.LoggerOutputCase), text);
            }

            writer.WriteEndObject();
        }
        else if (value is IEnumerable items and not IFormattable)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(item);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(value is IFormattable formattable
                ? formattable.ToString(null, CultureInfo.InvariantCulture)
                : value.ToString());
        }
    }

    private void WriteException(Exception exception, int inner)
    {
        writer.WriteStartObject();
        writer.WriteString(Key("Type"), exception.GetType().FullName);
        writer.WriteString(Key("Message"), exception.Message);
        writer.WriteString(Key("Source"), exception.Source);
        writer.WriteString(Key("StackTrace"), exception.StackTrace);
        if (exception.InnerException is not null && inner > 0)
        {
            writer.WritePropertyName(Key("InnerException"));
            WriteException(exception.InnerException, inner - 1);
        }

        writer.WriteEndObject();
    }

    private string Key(string name) => KeyCase.Convert(name, configuration.LoggerOutputCase);
}
