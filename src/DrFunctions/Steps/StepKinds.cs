using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps.Ec2Start;
using DrFunctions.Steps.EcsScale;
using DrFunctions.Steps.HttpCheck;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Steps;

/// <summary>The table of step kinds, one line a kind.</summary>
public sealed class StepKinds(AwsClients aws, Prober prober, Calls calls, TimeProvider time)
{
    public IReadOnlyList<IStepKind> All { get; } =
    [
        new Ec2StartStep(aws, calls, time),
        new EcsScaleStep(aws, calls, time),
        new HttpCheckStep(prober, time),
        new Route53SwitchStep(aws, calls, time),
    ];

    public IReadOnlyDictionary<string, StepTraits> Traits => All.ToDictionary(kind => kind.Name, kind => kind.Traits);

    public IStepKind Of(Step step) => All.First(kind => kind.Name == step.Kind);

    /// <summary>Reads a plan file whole: what Core knows and what each step's kind knows.</summary>
    public PlanReading Read(string file, string text)
    {
        var reading = PlanFile.Read(file, text, Traits);
        if (reading.Steps.Count == 0)
        {
            return reading;
        }

        var mistakes = new Mistakes(file);
        foreach (var step in reading.Steps)
        {
            Of(step).Check(reading.Plan, step, mistakes);
        }

        return reading with
        {
            Plan = mistakes.Any ? null : reading.Plan,
            Mistakes = [.. reading.Mistakes.Concat(mistakes.All).OrderBy(mistake => mistake.Line)],
        };
    }
}
