using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.HttpCheck;

/// <summary>Probes the standby's front door: the standby is healthy once it gives several good answers in a row.</summary>
public sealed class HttpCheckStep(Prober prober, TimeProvider time) : VerifyingKind<HttpCheckSettings>
{
    static readonly TimeSpan BetweenAnswers = TimeSpan.FromMilliseconds(250);

    public override string Name => "http-check";

    protected override TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A request over the network needs no AWS permission.</summary>
    public override Grant Grant { get; } = new("HttpCheck", []);

    protected override HttpCheckSettings? Read(Fields fields) => HttpCheckSettings.Read(fields);

    protected override string Says(Step step, HttpCheckSettings settings) =>
        $"wait until {settings.Probe.Title} answers {settings.Probe.Status}{(settings.Probe.Contains is { } text ? $" with \"{text}\"" : "")} {InARow(settings.Times)}";

    static string InARow(int times) => times == 1 ? "once" : $"{times} times in a row";

    protected override async Task<StepObservation> ObserveAsync(StepAt at, HttpCheckSettings settings, CancellationToken cancellation)
    {
        for (var good = 0; good < settings.Times; good++)
        {
            if (good > 0)
            {
                await time.PauseAsync(BetweenAnswers, cancellation);
            }

            var answer = await prober.AskAsync(settings.Probe, cancellation);
            if (!answer.IsGood)
            {
                return StepObservation.Working($"{settings.Probe.Title} {answer.Because}");
            }
        }

        return StepObservation.Done($"{settings.Probe.Title} answered well {InARow(settings.Times)}");
    }
}
