using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception in the shape that Lambda shows to the caller: errorType, errorMessage, stackTrace, cause.</summary>
internal static class ExceptionJson
{
    private const int MaxCauses = 5;

    public static string TypeOf(Exception exception) => exception.GetType().Name;

    public static byte[] Write(Exception exception)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, exception, MaxCauses);
        }

        return stream.ToArray();
    }

    public static void WriteStackTrace(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartArray("stackTrace");
        foreach (var line in (exception.StackTrace ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(line.Trim());
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, int causes)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", TypeOf(exception));
        writer.WriteString("errorMessage", exception.Message);
        WriteStackTrace(writer, exception);
        if (exception.InnerException is { } inner && causes > 0)
        {
            writer.WritePropertyName("cause");
            Write(writer, inner, causes - 1);
        }

        writer.WriteEndObject();
    }
}
