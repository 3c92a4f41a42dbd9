using LocalAws.Wire;

namespace LocalAws;

/// <summary>Requests without a signature: the functions' own visits to front doors.</summary>
public sealed partial class LocalCloud
{
    /// <summary>Asked for every probe by its host; null lets it reach its front door. Health checkers are not asked: they look from elsewhere.</summary>
    public Func<string, DoorAnswer?>? ProbeFaults { get; set; }

    /// <summary>Called with every probe's host, path and answer as it is made; null is a host that nobody knows.</summary>
    public Action<string, string, DoorAnswer?>? Probed { get; set; }

    async ValueTask<WireResponse> ProbeAsync(WireRequest request, CancellationToken cancel)
    {
        DoorAnswer? answer;
        lock (World.Gate)
        {
            answer = ProbeFaults?.Invoke(request.Host) ?? FrontDoors.Visit(request.Host, request.Path);
            Probed?.Invoke(request.Host, request.Path, answer);
        }

        await Pause(Takes($"probe {request.Host} {World.Now.Ticks}") + (answer?.Delay ?? TimeSpan.Zero), cancel);
        if (answer is null)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No such host is known. ({request.Host})");
        }

        return answer == DoorAnswer.Hang ? await Hang(cancel)
            : answer == DoorAnswer.Refused
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({request.Host})")
            : new WireResponse(answer.Status, "text/plain", answer.Body);
    }
}
