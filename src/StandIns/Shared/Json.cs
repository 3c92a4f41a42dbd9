using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace StandIns;

/// <summary>The awsJson 1.1 protocol: the operation is named in a header.</summary>
internal sealed class Json(ServiceDescription service, string sdkName, string target)
{
    public InvokeOptions Operation<TRequest>(
        string action, Action<Utf8JsonWriter, TRequest> write, Func<JsonElement, AmazonWebServiceResponse> read)
        where TRequest : AmazonWebServiceRequest
        => StandIns.Operation.Of<TRequest>(input => Write(action, write, input), new JsonAnswer(service, read));

    private DefaultRequest Write<TRequest>(string action, Action<Utf8JsonWriter, TRequest> write, TRequest input)
        where TRequest : AmazonWebServiceRequest
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer, input);
            writer.WriteEndObject();
        }
        var request = new DefaultRequest(input, sdkName) { HttpMethod = "POST", ResourcePath = "/", Content = body.WrittenSpan.ToArray() };
        request.Headers["X-Amz-Target"] = $"{target}.{action}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        return request;
    }
}

/// <summary>Reads an answer in JSON.</summary>
internal sealed class JsonAnswer(ServiceDescription service, Func<JsonUnmarshallerContext, AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
{
    public JsonAnswer(ServiceDescription service, Func<JsonElement, AmazonWebServiceResponse> read) : this(service, context =>
    {
        using var document = JsonDocument.Parse(context.Stream);
        return read(document.RootElement);
    })
    {
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => read(context);

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.CreateException(error);
    }
}

/// <summary>Members of a JSON request; what is null is left out.</summary>
internal static class JsonRequestMembers
{
    public static void Add(this Utf8JsonWriter writer, string name, string value)
    {
        if (value != null)
            writer.WriteString(name, value);
    }

    public static void Add(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is int number)
            writer.WriteNumber(name, number);
    }

    public static void Add(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is bool flag)
            writer.WriteBoolean(name, flag);
    }

    public static void Add(this Utf8JsonWriter writer, string name, List<string> values)
    {
        if (values == null)
            return;
        writer.WriteStartArray(name);
        values.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }

    public static void Add(this Utf8JsonWriter writer, string name, Dictionary<string, string> map)
        => writer.Add(name, map, static (inner, pairs) =>
        {
            foreach (var (key, value) in pairs)
                inner.WriteString(key, value);
        });

    public static void Add<T>(this Utf8JsonWriter writer, string name, T value, Action<Utf8JsonWriter, T> write) where T : class
    {
        if (value == null)
            return;
        writer.WriteStartObject(name);
        write(writer, value);
        writer.WriteEndObject();
    }
}

/// <summary>Members of a JSON answer by name; null where absent.</summary>
internal static class JsonAnswerMembers
{
    private static JsonElement? Member(this JsonElement parent, string name)
        => parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string Text(this JsonElement parent, string name) => parent.Member(name)?.GetString();

    public static int? Int(this JsonElement parent, string name) => parent.Member(name)?.GetInt32();

    public static double? Double(this JsonElement parent, string name) => parent.Member(name)?.GetDouble();

    public static bool? Bool(this JsonElement parent, string name) => parent.Member(name)?.GetBoolean();

    public static DateTime? Date(this JsonElement parent, string name) => parent.Member(name) is not { } date ? null
        : date.ValueKind == JsonValueKind.Number ? DateTime.UnixEpoch.AddSeconds(date.GetDouble())
        : DateTime.Parse(date.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static T Object<T>(this JsonElement parent, string name, Func<JsonElement, T> read) where T : class
        => parent.Member(name) is { } member ? read(member) : null;

    public static List<T> List<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
        => parent.Member(name)?.EnumerateArray().Select(read).ToList();

    public static Dictionary<string, string> Map(this JsonElement parent, string name)
        => parent.Member(name)?.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString());

    public static List<string> Texts(this JsonElement parent, string name) => parent.List(name, item => item.GetString());
}
