using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Steps;

/// <summary>The real table of kinds, with front doors that a test may fake and with AWS unreachable.</summary>
static class Kinds
{
    public static StepKinds Of(HttpMessageHandler? frontDoors = null)
    {
        var calls = new Calls(TimeProvider.System);
        return new StepKinds(new AwsClients(), new Prober(calls, frontDoors ?? new NoFrontDoor()), calls, TimeProvider.System);
    }

    /// <summary>A plan with these steps; the first is on line 5.</summary>
    public static string Text(params string[] steps) => $$"""
        { "name": "shop", "primary": "ap-southeast-1", "standby": "ap-northeast-1",
          "trigger": { "signals": [ { "probe": "https://singapore.shop.example.com/" } ], "for": "60s", "witnesses": "any", "reference": ["https://www.example.net/"] },
          "steps": [
            { "id": "healthy", "kind": "http-check", "url": "https://tokyo.shop.example.com/" },
            {{string.Join(",\n    ", steps)}}
          ] }
        """;

    public static Plan Plan(params string[] steps)
    {
        var reading = Of().Read("shop.json", Text(steps));
        return reading.Plan ?? throw new InvalidOperationException(string.Join("\n", reading.Mistakes));
    }

    /// <summary>The mistakes in one step's settings, without warnings.</summary>
    public static IEnumerable<string> Said(string step) => Of().Read("shop.json", Text(step)).Mistakes
        .Where(mistake => !mistake.IsWarning).Select(mistake => $"{mistake.Line}: {mistake.Sentence}");

    sealed class NoFrontDoor : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"This test expects no request, but {request.RequestUri} was asked.");
    }
}
