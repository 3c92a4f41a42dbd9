using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;
using LocalAws;

namespace DrFunctions.Simulation.Kinds;

/// <summary>How one thing of the simulated world stands.</summary>
public sealed record Standing(string Thing, string State)
{
    public override string ToString() => $"{Thing} {State}";
}

/// <summary>
/// The simulated companion of a step kind: all that rehearsals and simulations know of it. What a kind has nothing to say about, its
/// world leaves as it is here.
/// </summary>
public abstract class KindWorld
{
    /// <summary>The kind's name in plan files.</summary>
    public abstract string Kind { get; }

    /// <summary>Puts what the step names into the local AWS, as the step expects to find it.</summary>
    public virtual void Furnish(PlanEstate estate, Step step)
    {
    }

    /// <summary>What the step should have brought about and has not, in a sentence; null if all is as it should be.</summary>
    public virtual string? MissingOf(PlanEstate estate, Step step) => null;

    /// <summary>Whether some of the step's capacity serves.</summary>
    public virtual bool ServesInPart(PlanEstate estate, Step step) => false;

    /// <summary>Whether enough of the step's capacity served at an instant that has passed; null if the kind cannot say.</summary>
    public virtual bool? ServedAt(PlanEstate estate, Step step, DateTimeOffset at) => null;

    /// <summary>How the step's resources stand and where its users are led: equal values, equal worlds.</summary>
    public virtual IEnumerable<Standing> Standing(PlanEstate estate, Step step) => [];

    /// <summary>Those of <see cref="Standing(PlanEstate, Step)"/> that an undo must restore, whatever else happens in the world.</summary>
    public virtual IEnumerable<Standing> Restored(PlanEstate estate, Step step) => Standing(estate, step);

    /// <summary>The things of <see cref="Standing(PlanEstate, Step)"/> that no change of ours explains: a person changed them.</summary>
    public virtual IEnumerable<string> ChangedByHand(PlanEstate estate, Step step, IReadOnlyList<TracedCall> ours) => [];

    /// <summary>The resources that the step may change, in the words of <see cref="TargetsOf(FaultPoint)"/>.</summary>
    public virtual IReadOnlyList<string> TargetsOf(PlanEstate estate, Step step) => [];

    /// <summary>The resources that a changing call names; null for a call that this kind does not make.</summary>
    public virtual IReadOnlyList<string>? TargetsOf(FaultPoint point) => null;

    /// <summary>One call may name many resources, each of which is an effect of its own.</summary>
    public virtual bool CallsNameManyTargets => false;

    public virtual bool MovesUsers(string operation) => false;

    /// <summary>Whether the operation takes something away, which only an undo may do.</summary>
    public virtual bool Lowers(string operation) => false;

    /// <summary>Whether the service is one for all Regions, so that a call's Region says nothing.</summary>
    public virtual bool IsGlobal(string service) => false;

    /// <summary>The count, or the floor under it, that a call is about to change; null where the call changes neither.</summary>
    public virtual int? CountOf(LocalCloud cloud, FaultPoint point, IReadOnlyList<string> targets) => null;

    /// <summary>What the operation changes as the second part of an undo; null if an undo makes it once.</summary>
    public virtual string? SecondPartOf(string operation) => null;

    /// <summary>The name whose users the step moves; null where it moves none.</summary>
    public virtual string? NameOf(Step step) => null;

    /// <summary>
    /// Whether users are sent to the standby, by the records themselves: what a name server answers depends on health checks too.
    /// </summary>
    public virtual bool IsSwitched(PlanEstate estate, Step step) => false;

    /// <summary>Whether the step cannot be done without us-east-1.</summary>
    public virtual bool NeedsControlPlane(Step step) => false;

    /// <summary>The troubles of the standby that <see cref="Bring"/> knows.</summary>
    public virtual IReadOnlyList<StandbyTrouble> Troubles => [];

    /// <summary>Brings a trouble over a step, and tells it.</summary>
    public virtual string Bring(StandbyTrouble trouble, PlanEstate estate, Step step) =>
        throw new NotSupportedException($"The world of {Kind} knows no {trouble}.");

    /// <summary>Whether a person finds something to change by hand in what the step changes.</summary>
    /// <param name="isStarted">DrFunctions has started the step by then.</param>
    public virtual bool TakesHandwork(Step step, bool isStarted) => false;

    /// <summary>
    /// A person changes by hand what DrFunctions has not, and what no undo of it may take back; null if there is nothing to change.
    /// </summary>
    public virtual Handwork? ChangeByHand(PlanEstate estate, Step step) => null;

    /// <summary>The role in which random plans draw the kind; null if they leave it out.</summary>
    public virtual StepRole? DrawnAs => null;

    /// <summary>How often it is drawn among the kinds of its role.</summary>
    public virtual int DrawnSoOften => 4;

    /// <summary>Draws a step of a random plan.</summary>
    /// <param name="number">From 1, among the steps of its role.</param>
    public virtual JsonObject Draw(Dice dice, string plan, int number) => throw new NotSupportedException($"{Kind} is not drawn.");

    /// <summary>Draws the step's limit: a step that cannot go on is waited for no longer than it needs.</summary>
    public virtual string DrawLimit(Dice dice, JsonObject step) => dice.OneOf("45s", "75s", "90s", "2m");

    /// <summary>Draws how the world differs from what <see cref="Furnish"/> made, before anything happens.</summary>
    public virtual void Vary(PlanEstate estate, Step step, Sabotage sabotage)
    {
    }

    /// <summary>Draws what goes wrong with the step's resources.</summary>
    public virtual void Sabotage(PlanEstate estate, Step step, Sabotage sabotage)
    {
    }

    /// <summary>Draws which resources of the kind's steps a person changes meanwhile.</summary>
    public virtual void ChangeByHand(PlanEstate estate, IReadOnlyList<Step> steps, Sabotage sabotage)
    {
    }

    /// <summary>The good resources that were never started, although the step was; null if none of the step's is poisoned.</summary>
    public virtual IReadOnlyList<string>? HeldUp(PlanEstate estate, Step step, IReadOnlySet<string> poisoned) => null;
}

/// <summary>What a person changed by hand.</summary>
/// <param name="Tells">What the person does, as the end of a sentence.</param>
/// <param name="Stays">How it stands for as long as nobody else changes it.</param>
public sealed record Handwork(string Tells, Standing Stays);

/// <summary>A trouble of the standby that a scenario is about.</summary>
public enum StandbyTrouble
{
    /// <summary>What is started ends seconds after it ran.</summary>
    CrashLoop,

    /// <summary>AWS has no capacity for the first starts.</summary>
    NoCapacity,

    /// <summary>What runs never becomes healthy.</summary>
    Unhealthy,

    /// <summary>AWS refuses the change, and would each time.</summary>
    Refused,

    /// <summary>What was started is stopped by somebody or something else.</summary>
    FallsBack,

    /// <summary>There is room for half of what is wanted.</summary>
    PartOfCapacity,

    /// <summary>There is room for all of it again.</summary>
    AllOfCapacity,

    /// <summary>Users are where the step would lead them, before it does anything.</summary>
    SwitchedAlready,

    /// <summary>Somebody sets a state by hand that stands for users who moved, and moves nobody.</summary>
    StateByHand,

    /// <summary>Somebody's deployment puts back what the step switched.</summary>
    PutBack,

    /// <summary>The step would fail, or move nobody, although nothing looks wrong.</summary>
    Unready,

    /// <summary>An autoscaler lowers what was raised, and the functions' role may not raise its minimum.</summary>
    AutoscalerWithoutTag,

    /// <summary>The role may raise that minimum again.</summary>
    AutoscalerTagged,

    /// <summary>The front door serves under its own name, and refuses the name that users use.</summary>
    OwnNameOnly,

    /// <summary>What serves stands where only every second deployment puts it.</summary>
    AlternateGroup,

    /// <summary>A deployment is under way: an old version and a new one run, and there is room for one.</summary>
    Baking,

    /// <summary>Another service deploys: its old version serves, and its new one runs beside it for as long as it takes.</summary>
    TaskSets,

    /// <summary>The standby runs on spare capacity, and AWS has none.</summary>
    NoSpot,

    /// <summary>The standby runs on spare capacity.</summary>
    OnSpot,

    /// <summary>The standby runs on instances that may not become more.</summary>
    InstancesFull,

    /// <summary>They may become more again.</summary>
    InstancesGrow,

    /// <summary>The standby has no count that can be raised.</summary>
    NoCount,
}
