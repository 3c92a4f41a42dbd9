using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.HttpCheck;

/// <summary>Our own look at the standby's front door: the standby is healthy when it answers well several times in a row.</summary>
public sealed class HttpCheckStep(Prober prober, TimeProvider time) : StepKind<HttpCheckSettings>
{
    static readonly TimeSpan BetweenAnswers = TimeSpan.FromMilliseconds(250);

    public override string Name => "http-check";

    public override StepTraits Traits { get; } = new(StepRole.Verification, TimeSpan.FromMinutes(5), CanUndo: false);

    /// <summary>A request over the network needs no permission of AWS.</summary>
    public override Grant Grant { get; } = new("HttpCheck", []);

    protected override HttpCheckSettings? Read(Fields fields) => HttpCheckSettings.Read(fields);

    protected override string Says(Step step, HttpCheckSettings settings) =>
        $"wait until {settings.Probe.Url} answers {settings.Probe.Status}{(settings.Probe.Contains is { } text ? $" with \"{text}\"" : "")} {settings.Times} times in a row";

    protected override async Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(
        IReadOnlyList<(StepAt At, HttpCheckSettings Settings)> group, CancellationToken cancellation)
    {
        var (at, settings) = group[0];
        return new Dictionary<string, StepObservation> { [at.Step.Id] = await AskAsync(settings, cancellation) };
    }

    /// <summary>There is nothing to start: the loop only looks.</summary>
    protected override Task<string?> StartAsync(IReadOnlyList<(StepAt At, HttpCheckSettings Settings)> group, CancellationToken cancellation) => Task.FromResult<string?>(null);

    protected override Task<StepObservation> ObserveUndoAsync(StepAt step, HttpCheckSettings settings, CancellationToken cancellation) =>
        Task.FromResult(StepObservation.Done("nothing to undo"));

    protected override Task<string?> UndoAsync(StepAt step, HttpCheckSettings settings, CancellationToken cancellation) => Task.FromResult<string?>(null);

    protected override string SaysUndo(StepAt step, HttpCheckSettings settings) => "nothing to undo";

    async Task<StepObservation> AskAsync(HttpCheckSettings settings, CancellationToken cancellation)
    {
        for (var good = 0; good < settings.Times; good++)
        {
            if (good > 0)
            {
                await Task.Delay(BetweenAnswers, time, cancellation);
            }

            var answer = await prober.AskAsync(settings.Probe, cancellation);
            if (!answer.IsGood)
            {
                return StepObservation.Working($"{settings.Probe.Url} {answer.Because}");
            }
        }

        return StepObservation.Done($"{settings.Probe.Url} answered well {settings.Times} times in a row");
    }
}
