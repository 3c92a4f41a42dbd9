using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a call. Nothing can be done but to end the process, which Lambda then replaces.</summary>
public class RuntimeApiClientException : Exception
{
    public RuntimeApiClientException(
        string message, int statusCode, string response, Dictionary<string, IEnumerable<string>> headers, Exception innerException)
        : base($"{message} Status {statusCode}: {response}", innerException)
    {
        StatusCode = statusCode;
        Response = response;
        Headers = headers;
    }

    public int StatusCode { get; }

    public string Response { get; }

    public Dictionary<string, IEnumerable<string>> Headers { get; }
}

/// <summary>The same with the Runtime API's own words about it; thrown for most statuses, so catch the base.</summary>
public class RuntimeApiClientException<TResult> : RuntimeApiClientException
{
    public RuntimeApiClientException(string message, int statusCode, string response, Dictionary<string, IEnumerable<string>> headers,
        TResult result, Exception innerException)
        : base(message, statusCode, response, headers, innerException)
    {
        Result = result;
    }

    public TResult Result { get; }
}

/// <summary>Null members where the Runtime API, or what answered instead of it, did not say.</summary>
internal sealed record ErrorResponse(string ErrorMessage, string ErrorType)
{
    public static ErrorResponse FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(Text(document.RootElement, "errorMessage"), Text(document.RootElement, "errorType"));
        }
        catch (JsonException)
        {
            return new(null, null);
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
