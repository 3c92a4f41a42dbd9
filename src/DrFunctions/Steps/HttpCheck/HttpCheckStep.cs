using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

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

    protected override async Task<IReadOnlyDictionary<string, StepReading>> LookAsync(
        IReadOnlyList<(StepAt At, HttpCheckSettings Settings)> group, CancellationToken cancellation)
    {
        var (at, settings) = group[0];
        return new Dictionary<string, StepReading> { [at.Step.Id] = await AskAsync(settings, cancellation) };
    }

    /// <summary>There is nothing to start: the loop only looks.</summary>
    protected override Task<string?> StartAsync(IReadOnlyList<(StepAt At, HttpCheckSettings Settings)> group, CancellationToken cancellation) => Task.FromResult<string?>(null);

    protected override Task<StepReading> LookBackAsync(StepAt step, HttpCheckSettings settings, CancellationToken cancellation) =>
        Task.FromResult(StepReading.Done("nothing to undo"));

    protected override Task<string?> UndoAsync(StepAt step, HttpCheckSettings settings, CancellationToken cancellation) => Task.FromResult<string?>(null);

    protected override string SaysUndo(StepAt step, HttpCheckSettings settings) => "nothing to undo";

    async Task<StepReading> AskAsync(HttpCheckSettings settings, CancellationToken cancellation)
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
                return StepReading.Working($"{settings.Probe.Url} {answer.Because}");
            }
        }

        return StepReading.Done($"{settings.Probe.Url} answered well {settings.Times} times in a row");
    }
}
