using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// What is looked at after users were moved: where their names lead by DNS, for ten minutes whether the standby passes its checks, and for
/// as long as it serves whether what was switched stays so. All of it is told, and none of it decides anything.
/// </summary>
static class PostSwitchCheck
{
    /// <summary>How long the standby is watched closely once it serves.</summary>
    public static readonly TimeSpan Closely = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A look each minute: less than that, because a look may take half a minute, and what it found counts from its end.
    /// </summary>
    static readonly TimeSpan EachMinute = TimeSpan.FromSeconds(20);

    /// <summary>While a run goes on, and looks every few seconds, a first finding is asked again after this.</summary>
    static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    /// <summary>People who repair what was found want to know soon that it is over.</summary>
    static readonly TimeSpan WhileFound = TimeSpan.FromMinutes(5);

    static readonly TimeSpan Rarely = TimeSpan.FromMinutes(30);

    static readonly TimeSpan RemindedAfter = TimeSpan.FromDays(1);

    /// <summary>The traffic steps whose names are due to be asked for. A step that a person accepted may lead anywhere.</summary>
    public static IReadOnlyList<Step> Names(Plan plan, Record record, DateTimeOffset now) =>
        record.Run is { } run && IsActing(plan, run) ? [.. Moved(plan, run).Where(step => IsDue(run, step, now))] : [];

    /// <summary>The steps of a recovered standby that are due to be observed: its checks, and what was switched.</summary>
    public static IEnumerable<Step> Watched(Plan plan, Run run, DateTimeOffset now)
    {
        if (!IsActing(plan, run) || run.RecoveredAt is not { } recovered)
        {
            return [];
        }

        var (found, isNew) = (run.PostSwitch, now - recovered <= Closely + EachMinute);
        var checks = now - (found.ChecksAt ?? recovered)
            >= Every(run, PostSwitchTrouble.CheckFails, isNew ? EachMinute : TimeSpan.MaxValue);
        // If a name leads elsewhere, the first question is whether what was switched is still as the plan wants it.
        var traffic = now - (found.TrafficAt ?? recovered)
            >= Every(run, PostSwitchTrouble.PutBack, found.Findings.Any(IsOfName) ? EachMinute : Rarely);
        return (checks ? Checks(plan, run) : []).Concat(traffic ? Moved(plan, run) : []);
    }

    public static void Advance(Draft draft)
    {
        if (draft.Phase is not (Phase.Recovering or Phase.Recovered) || draft.IsShadow)
        {
            return;
        }

        var (before, seen) = (draft.Run.PostSwitch.Findings, new List<PostSwitchFinding>());
        foreach (var step in draft.Plan.Steps)
        {
            AdvanceName(draft, step, seen);
            AdvanceStep(draft, step, seen);
        }

        if (seen.Count == 0)
        {
            return;
        }

        // Looks of zero say that it is not so, or not any more.
        var next = before.Where(known => !seen.Exists(one => IsOf(one, known)))
            .Concat(seen.Where(one => one.Looks > 0).Select(one => Counted(before, one)));
        var over = before.Where(known => known.ToldAt is not null).Select(known => seen.Find(one => one.Looks == 0 && IsOf(one, known)))
            .OfType<PostSwitchFinding>().Select(Said).ToList();
        draft.ChangeRun(draft.Run with { PostSwitch = draft.Run.PostSwitch with { Findings = [.. next] } });
        // Only after a first reading: one that is not repeated, because the next is Unknown, must not make looks chase each other.
        draft.LookAtOnce |= draft.Run.PostSwitch.Findings.Any(
            finding => finding.Looks == 1 && finding.Since == draft.Now && IsUrgent(finding.What));
        Tell(draft, over);
    }

    /// <summary>What two readings have found, for the sentence about a standby that serves; null if there is nothing.</summary>
    public static IReadOnlyList<PostSwitchSaid>? Known(Run run) =>
        run.PostSwitch.Findings.Where(finding => finding.IsConfirmed).Select(Said).ToList() is { Count: > 0 } known ? known : null;

    /// <summary>The worst of it, for which a person is needed; null if there is nothing.</summary>
    public static NoticeKind? Need(Run run) => run.PostSwitch.Findings.Where(finding => finding.IsConfirmed)
        .OrderByDescending(finding => KindOf(finding.What).Weight()).Select(finding => (NoticeKind?)KindOf(finding.What)).FirstOrDefault();

    static void AdvanceName(Draft draft, Step step, List<PostSwitchFinding> seen)
    {
        if (!draft.Snapshot.Names.TryGetValue(step.Id, out var name))
        {
            return;
        }

        var known = draft.Run.PostSwitch.Names;
        if (known.FirstOrDefault(one => one.Step == step.Id)?.State != name.State)
        {
            draft.Note(new NamesAsked([new NameSaid(step.Id, name.State, name.Because)]));
        }

        draft.ChangeRun(draft.Run with
        {
            PostSwitch = draft.Run.PostSwitch with
            {
                Names = [.. known.Where(one => one.Step != step.Id), new NameSeen(step.Id, name.State, name.Because, draft.Now)],
            },
        });
        if (IsPutBack(draft, step))
        {
            // DNS follows the records then: one finding of it is enough.
            seen.AddRange(draft.Run.PostSwitch.Findings.Where(one => one.Step == step.Id && IsOfName(one) && one.ToldAt is null)
                .Select(one => one with { Looks = 0 }));
            return;
        }

        if (name.State != NameState.Unknown)
        {
            Add(draft, seen, step, PostSwitchTrouble.NameElsewhere, name.State == NameState.Elsewhere, name.Because);
        }

        // While DNS leads users elsewhere, a request to the name says nothing of the standby; while a check fails, nothing new.
        if (name.State != NameState.Elsewhere && name.IsServed is { } served
            && !Checks(draft.Plan, draft.Run).Any(check => IsFailing(draft, check)))
        {
            Add(draft, seen, step, PostSwitchTrouble.NameNotServed, !served, name.Request);
        }
    }

    static void AdvanceStep(Draft draft, Step step, List<PostSwitchFinding> seen)
    {
        if (draft.Phase != Phase.Recovered || !draft.Snapshot.Steps.TryGetValue(step.Id, out var reading))
        {
            return;
        }

        var found = draft.Run.PostSwitch;
        if (step.Traits.Role == StepRole.Verification)
        {
            draft.ChangeRun(draft.Run with { PostSwitch = found with { ChecksAt = draft.Now } });
            if (reading.State != StepState.Unknown)
            {
                Add(draft, seen, step, PostSwitchTrouble.CheckFails, reading.State != StepState.Done, reading.Because);
            }
        }
        else if (step.Traits.Role == StepRole.Traffic)
        {
            draft.ChangeRun(draft.Run with { PostSwitch = found with { TrafficAt = draft.Now } });
            if (reading.State != StepState.Unknown)
            {
                var isBack = reading.State is StepState.NotStarted or StepState.Broken;
                Add(draft, seen, step, PostSwitchTrouble.PutBack, isBack, reading.Because);
            }
        }
    }

    static bool IsPutBack(Draft draft, Step step) => draft.Phase == Phase.Recovered
        && (draft.Snapshot.Steps.TryGetValue(step.Id, out var reading) ? reading.State is StepState.NotStarted or StepState.Broken
            : draft.Run.PostSwitch.Findings.Any(one => one.Step == step.Id && one.What == PostSwitchTrouble.PutBack));

    static bool IsFailing(Draft draft, Step check) => draft.Phase == Phase.Recovered
        && (draft.Snapshot.Steps.TryGetValue(check.Id, out var reading) ? reading.State != StepState.Done
            : draft.Run.PostSwitch.Findings.Any(one => one.Step == check.Id && one.What == PostSwitchTrouble.CheckFails));

    /// <summary>Users have no service: the second reading follows the first at once. Records and alarms may be read late.</summary>
    static bool IsUrgent(PostSwitchTrouble what) => what is PostSwitchTrouble.NameElsewhere or PostSwitchTrouble.CheckFails;

    static bool IsOfName(PostSwitchFinding finding) => finding.What is PostSwitchTrouble.NameElsewhere or PostSwitchTrouble.NameNotServed;

    static void Add(Draft draft, List<PostSwitchFinding> seen, Step step, PostSwitchTrouble what, bool isSo, string because) =>
        seen.Add(new PostSwitchFinding(step.Id, what, because, draft.Now) { Looks = isSo ? 1 : 0 });

    static PostSwitchFinding Counted(IReadOnlyList<PostSwitchFinding> before, PostSwitchFinding seen) =>
        before.FirstOrDefault(known => IsOf(seen, known)) is { } known
            ? known with { Looks = Math.Min(known.Looks, 1) + 1, Because = seen.Because } : seen;

    /// <summary>Tells what two readings found, once, then daily while it lasts; and that it is over.</summary>
    static void Tell(Draft draft, List<PostSwitchSaid> over)
    {
        var due = draft.Run.PostSwitch.Findings
            .Where(one => one.IsConfirmed && (one.ToldAt is not { } told || draft.Now - told >= RemindedAfter)).ToList();
        if (due.Count > 0)
        {
            draft.ChangeRun(draft.Run with
            {
                PostSwitch = draft.Run.PostSwitch with
                {
                    Findings = [.. draft.Run.PostSwitch.Findings.Select(one => due.Contains(one) ? one with { ToldAt = draft.Now } : one)],
                },
            });
            draft.Note(new PostSwitchFound([.. due.Select(Said)]));
            foreach (var kind in due.GroupBy(one => KindOf(one.What)))
            {
                draft.Tell(PostSwitchEmails.Found(draft.EmailInput, kind.Key, [.. kind.Select(Said)]));
            }
        }

        if (over.Count > 0)
        {
            draft.Note(new PostSwitchOver(over));
            draft.Tell(PostSwitchEmails.Over(draft.EmailInput, over));
        }
    }

    static NoticeKind KindOf(PostSwitchTrouble what) => what switch
    {
        PostSwitchTrouble.PutBack => NoticeKind.PutBack,
        PostSwitchTrouble.CheckFails => NoticeKind.StandbyFails,
        _ => NoticeKind.UsersElsewhere,
    };

    static PostSwitchSaid Said(PostSwitchFinding finding) => new(finding.Step, finding.What, finding.Because);

    static bool IsOf(PostSwitchFinding one, PostSwitchFinding other) => one.Step == other.Step && one.What == other.What;

    static bool IsDue(Run run, Step step, DateTimeOffset now)
    {
        var last = run.PostSwitch.Names.FirstOrDefault(name => name.Step == step.Id)?.At;
        var findings = run.PostSwitch.Findings.Where(one => one.Step == step.Id && IsOfName(one)).ToList();
        var every = findings.Exists(one => !one.IsConfirmed) ? run.RecoveredAt is null ? Again
                : findings.Exists(one => !one.IsConfirmed && IsUrgent(one.What)) ? TimeSpan.Zero : EachMinute
            : run.RecoveredAt is not { } recovered || now - recovered <= Closely + EachMinute ? EachMinute
            : findings.Count > 0 ? WhileFound
            : Rarely;
        return last is null || now - last >= every;
    }

    static TimeSpan Every(Run run, PostSwitchTrouble what, TimeSpan usual) =>
        run.PostSwitch.Findings.Where(one => one.What == what).ToList() is not { Count: > 0 } findings ? usual
            : findings.Exists(one => !one.IsConfirmed) ? IsUrgent(what) ? TimeSpan.Zero : EachMinute
            : usual < WhileFound ? usual : WhileFound;

    static IEnumerable<Step> Checks(Plan plan, Run run) =>
        plan.Steps.Where(step => step.Traits.Role == StepRole.Verification && IsOurs(run, step));

    static IEnumerable<Step> Moved(Plan plan, Run run) =>
        plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic && IsOurs(run, step));

    static bool IsOurs(Run run, Step step) => run.Of(step) is { Progress: StepProgress.Done, Undo: null, AcceptedBy: null };

    static bool IsActing(Plan plan, Run run) => plan.Trigger.Mode != Mode.Shadow || run.OverridesShadow;
}
