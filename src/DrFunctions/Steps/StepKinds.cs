using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps.Ec2Start;
using DrFunctions.Steps.EcsScale;
using DrFunctions.Steps.HttpCheck;
using DrFunctions.Steps.Route53Switch;
using DrFunctions.Steps.Wait;

namespace DrFunctions.Steps;

/// <summary>Creates a kind from what the functions provide.</summary>
public delegate IStepKind KindFactory(AwsClients aws, Prober prober, Calls calls, TimeProvider time);

/// <summary>The step kinds that plans may use.</summary>
/// <param name="table">Null for those that DrFunctions ships.</param>
public sealed class StepKinds(AwsClients aws, Prober prober, Calls calls, TimeProvider time, IReadOnlyList<KindFactory>? table = null)
    : ISettingsParser
{
    /// <summary>The table of kinds, one line each.</summary>
    public static IReadOnlyList<KindFactory> Shipped { get; } =
    [
        (aws, _, calls, time) => new Ec2StartStep(aws, calls, time),
        (aws, _, calls, time) => new EcsScaleStep(aws, calls, time),
        (_, prober, _, time) => new HttpCheckStep(prober, time),
        (aws, _, calls, time) => new Route53SwitchStep(aws, calls, time),
        (_, _, _, time) => new WaitStep(time),
    ];

    public IReadOnlyList<IStepKind> All { get; } = [.. (table ?? Shipped).Select(create => create(aws, prober, calls, time))];

    public IReadOnlyDictionary<string, StepTraits> Traits => All.ToDictionary(kind => kind.Name, kind => kind.Traits);

    public IStepKind Of(Step step) => Of(step.Kind);

    /// <summary>Reads a whole plan file: what Core knows and what each step's kind knows.</summary>
    public PlanReading Read(string file, string text) => PlanSettings.Read(file, text, this);

    object? ISettingsParser.Parse(string kind, Fields fields) => Of(kind).Parse(fields);

    IReadOnlyList<string> ISettingsParser.ResourcesOf(Step step) => Of(step).ResourcesOf(step);

    TimeSpan ISettingsParser.LongestOf(Step step) => Of(step).LongestOf(step);

    void ISettingsParser.Check(Plan plan, Step step, Fields fields) => Of(step).Check(plan, step, fields);

    IStepKind Of(string name) => All.First(kind => kind.Name == name);
}
