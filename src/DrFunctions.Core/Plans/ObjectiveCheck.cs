using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Plans;

/// <summary>Adds up the limits of a plan, and warns where together they are longer than its objective.</summary>
static class ObjectiveCheck
{
    /// <summary>A plan at rest is looked at each minute.</summary>
    static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);

    /// <param name="longest">The longest time that a step may take before it is started again, or calls a person.</param>
    /// <returns>A sentence, or null if the limits are within the objective or there is none.</returns>
    public static string? Warning(Plan plan, Func<Step, TimeSpan> longest)
    {
        var trigger = plan.Trigger;
        var confirmed = trigger.For > Timing.Pace ? trigger.For : Timing.Pace;
        var approved = trigger.Mode == Mode.Approval ? trigger.ApprovalTimeout : TimeSpan.Zero;
        var path = CriticalPath.Of(plan, step => step.Prewarm ? Seen : Seen + confirmed + approved, longest);
        if (!(path.Ends > plan.Rto))
        {
            return null;
        }

        var isPrewarmed = path.Steps[0].Prewarm;
        IEnumerable<string> parts =
        [
            $"until it is seen {Durations.Say(Seen)}",
            .. isPrewarmed ? [] : new[] { $"to confirm it {Durations.Say(confirmed)} (\"for\")" },
            .. isPrewarmed || approved == TimeSpan.Zero ? [] : new[] { $"for an answer {Durations.Say(approved)} (\"approvalTimeout\")" },
            .. path.Steps.Select(step => $"{step.Id} {Durations.Say(longest(step))}"),
        ];
        return $"objectives.rto is {Durations.Say(plan.Rto.Value)}, but an outage may last {Durations.Say(path.Ends)} even if no step exceeds its limit: {string.Join(", ", parts)}"
            + (plan.MovesUsers() ? "; what DNS keeps for its TTL comes on top" : "")
            + ". Write shorter limits for these steps, or a longer rto.";
    }
}
