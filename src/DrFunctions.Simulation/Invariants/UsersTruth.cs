using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;
using LocalAws.Services.Sns;

namespace DrFunctions.Simulation.Invariants;

/// <summary>Where DNS truly leads the users of a plan, and whether people were told the truth about it.</summary>
sealed class UsersTruth(World world, PlanWitness plan)
{
    /// <summary>Two readings that are a minute apart, each at most a minute late, and an email that takes a while.</summary>
    static readonly TimeSpan ToldWithin = TimeSpan.FromMinutes(5);

    /// <summary>What was read a moment ago may have changed before it was saved.</summary>
    static readonly TimeSpan Believed = TimeSpan.FromMinutes(3);

    readonly Dictionary<string, DateTimeOffset> lastElsewhere = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTimeOffset> elsewhereSince = new(StringComparer.Ordinal);

    /// <summary>No name has led elsewhere for a while without people being told, so that nothing is left to say.</summary>
    public bool IsSettled => !Moved.Any(step => elsewhereSince.TryGetValue(step.Id, out var since) && world.Now <= Due(step, since)
        && !WasTold(step));

    IEnumerable<Step> Moved => plan.Saved is { Phase: Phase.Recovered } record && !record.IsShadow(plan.Plan)
        ? Traffic.Where(step => plan.Is(step) is { Progress: StepProgress.Done, AcceptedBy: null }) : [];

    IEnumerable<Step> Traffic => plan.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic);

    /// <summary>Takes in where users are led now.</summary>
    public void Note()
    {
        foreach (var step in Traffic)
        {
            if (SwitchedName.LeadsAll(plan.Estate, step) == false)
            {
                lastElsewhere[step.Id] = world.Now;
                elsewhereSince.TryAdd(step.Id, world.Now);
            }
            else
            {
                elsewhereSince.Remove(step.Id);
            }
        }
    }

    /// <summary>What the newest save tells of users by DNS is, or was a moment ago, true.</summary>
    public void Saved(Verdicts verdicts)
    {
        Note();
        foreach (var said in plan.Told.OfType<PostSwitchFound>().SelectMany(told => told.Findings)
            .Where(one => one.What == PostSwitchTrouble.NameElsewhere))
        {
            verdicts.Must(Invariant.L8, lastElsewhere.TryGetValue(said.Step, out var at) && world.Now - at <= Believed,
                () => $"{plan.Plan.Name} tells that users of {said.Step} are elsewhere, and DNS leads all of them to the standby: {said.Because}");
        }
    }

    /// <summary>Where DNS has led users elsewhere for long enough, an email says so.</summary>
    public void End(Verdicts verdicts, IReadOnlyList<Email> emails)
    {
        foreach (var step in Moved)
        {
            verdicts.Must(Invariant.L8, !elsewhereSince.TryGetValue(step.Id, out var since) || world.Now <= Due(step, since)
                || (WasTold(step) && emails.Any(email =>
                    email.Tells(plan.Plan.Name, NoticeKind.UsersElsewhere) || email.Tells(plan.Plan.Name, NoticeKind.PutBack))),
                () => $"nobody was told that DNS has not led all users of {plan.Plan.Name}'s {step.Id} to the standby since {since:HH:mm:ss}");
        }
    }

    /// <summary>When people must know: the old answers have expired by then, and the standby serves.</summary>
    DateTimeOffset Due(Step step, DateTimeOffset since)
    {
        var expired = (plan.Is(step).DoneAt ?? since) + TimeSpan.FromSeconds(60);
        var from = plan.Saved.Run!.RecoveredAt is { } recovered && recovered > expired ? recovered : expired;
        return (since > from ? since : from) + ToldWithin;
    }

    bool WasTold(Step step) => plan.Saved.Run?.PostSwitch.Findings.Any(one => one.Step == step.Id && one.ToldAt is not null
        && one.What is PostSwitchTrouble.NameElsewhere or PostSwitchTrouble.PutBack) == true;
}
