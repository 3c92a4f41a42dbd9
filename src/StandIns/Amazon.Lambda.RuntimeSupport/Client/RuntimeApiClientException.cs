using System;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a call. Nothing can be done but to end the process, which Lambda then replaces.</summary>
public class RuntimeApiClientException : Exception
{
    public RuntimeApiClientException(string message, int statusCode, string response)
        : base($"{message} Status {statusCode}: {response}")
    {
        StatusCode = statusCode;
        Response = response;
    }

    public int StatusCode { get; }

    public string Response { get; }
}
