namespace DrFunctions.Simulation.Bench;

/// <summary>
/// Refuses a request with a list that is empty, because AWS's clients send it as such and AWS takes it for one empty item, or for
/// everything there is. DynamoDB's lists are data, and what a function is invoked with is its own.
/// </summary>
public sealed class NoEmptyLists(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <exception cref="InvalidOperationException">The request has an empty list.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is { } content
            && Has(await content.ReadAsByteArrayAsync(cancellationToken), content.Headers.ContentType?.MediaType))
        {
            throw new InvalidOperationException($"A request has an empty list: {await content.ReadAsStringAsync(cancellationToken)}");
        }

        return await base.SendAsync(request, cancellationToken);
    }

    static bool Has(ReadOnlySpan<byte> body, string? type) => type switch
    {
        "application/x-www-form-urlencoded" => body.IndexOf("=&"u8) >= 0 || body.EndsWith("="u8),
        "application/x-amz-json-1.1" => body.IndexOf(":[]"u8) >= 0,
        _ => false,
    };
}
