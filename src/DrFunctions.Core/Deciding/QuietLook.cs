using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Reads a plan's steps while nothing happens, so that a disaster is not their first reading: what would fail on the day is told
/// beforehand.
/// </summary>
public static class QuietLook
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    /// <summary>A new finding is looked at again in the next minute: one look alone may meet a moment's trouble.</summary>
    static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(50);

    static readonly TimeSpan RemindedAfter = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether the plan rests with its users in the primary. While it is disarmed they are in the standby, and a prewarm that is not undone
    /// yet has started steps.
    /// </summary>
    public static bool MayLook(Record record) =>
        record is { Phase: Phase.Watching, Disarmed: null, Run: null or { EndedAt: not null }, Outbox.Count: 0 };

    /// <summary>When the steps are looked at again.</summary>
    /// <param name="before">What the newest look found; null if there was none.</param>
    public static DateTimeOffset DueAt(Readiness? before) => before is null ? DateTimeOffset.MinValue
        : before.At + (before.Findings.All(finding => finding.IsConfirmed) ? Every : AgainAfter);

    /// <summary>The steps that would fail, in the plan's order. A step that was not looked at says nothing.</summary>
    public static IReadOnlyList<ReadinessFinding> Findings(Plan plan, IReadOnlyDictionary<string, StepCheck> seen)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(seen);
        return [
            .. plan.Steps.Where(step => seen.ContainsKey(step.Id)).Select(step => Finding(step, seen[step.Id])).OfType<ReadinessFinding>()];
    }

    /// <summary>What the look leads to: the readiness to save, and the notice to send; null if people need not be notified.</summary>
    /// <param name="options">The options with which a dr command finds this deployment.</param>
    public static (Readiness Next, Notice? Notice) Decide(
        Plan plan, Record record, Readiness? before, IReadOnlyDictionary<string, StepCheck> seen, DateTimeOffset now, string options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var input = new EmailInput(plan, record, now, options);
        return Decide(before, Findings(plan, seen), now, sure => ReadinessEmails.NotReady(input, sure));
    }

    /// <summary>The same of what all plans share.</summary>
    /// <param name="region">The Region of the deployment.</param>
    public static (Readiness Next, Notice? Notice) Decide(
        Readiness? before, Concurrency concurrency, int plans, string region, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(concurrency);
        IReadOnlyList<ReadinessFinding> found = concurrency.Lacks(plans, region) is { } lack
            ? [new ReadinessFinding(Concurrency.Account, Unready.FewInvocations, lack, Looks: 1)] : [];
        return Decide(before, found, now, sure => ReadinessEmails.FewInvocations(region, sure[0].Because));
    }

    static (Readiness Next, Notice? Notice) Decide(
        Readiness? before, IReadOnlyList<ReadinessFinding> found, DateTimeOffset now,
            Func<IReadOnlyList<ReadinessFinding>, EmailText> write)
    {
        var known = before ?? Readiness.None;
        IReadOnlyList<ReadinessFinding> findings = [.. found.Select(finding => finding with
        {
            Looks = 1 + (known.Findings.FirstOrDefault(finding.IsOf)?.Looks ?? 0),
        })];
        var sure = findings.Where(finding => finding.IsConfirmed).ToList();
        if (sure.Count == 0)
        {
            return (new Readiness(now, findings, findings.Count == 0 ? null : known.ToldAt, findings.Count == 0 ? [] : known.Told), null);
        }

        var isNews = sure.Exists(finding => !known.Told.Any(finding.IsOf));
        if (!isNews && (now - known.ToldAt < RemindedAfter || Failing(sure).Count == 0))
        {
            return (new Readiness(now, findings, known.ToldAt, [.. known.Told.Where(told => findings.Any(told.IsOf))]), null);
        }

        var email = write(sure);
        var notice = new Notice($"{now:yyyyMMdd'T'HHmmss'Z'}-readiness", now, email.Kind, email.Subject, email.Body);
        return (new Readiness(now, findings, now, sure), notice);
    }

    /// <summary>The findings without doubts: what would fail.</summary>
    public static IReadOnlyList<ReadinessFinding> Failing(IReadOnlyList<ReadinessFinding> findings) =>
        [.. findings.Where(finding => !finding.IsDoubt)];

    /// <summary>The findings as a fact; null if there are none.</summary>
    public static NotReady? AsFact(IReadOnlyList<ReadinessFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return findings.Count == 0 ? null
            : new NotReady([.. findings.Select(finding => new StepUnready(finding.Step, finding.Why, finding.Because))]);
    }

    static ReadinessFinding? Finding(Step step, StepCheck check)
    {
        Unready? why = (check.Seen.State, check.Denied) switch
        {
            (_, not null) => Unready.Denied,
            (StepState.Unknown, _) => Unready.Unreadable,
            (StepState.Broken, _) => Unready.Broken,
            (StepState.Done or StepState.Working, _) when step.Traits.IsGated => Unready.InPlace,
            (not StepState.Done, _) when step.Traits.Role == StepRole.Verification => Unready.CheckFails,
            _ => null,
        };
        return why is { } found ? new ReadinessFinding(step.Id, found, check.Denied ?? check.Seen.Because, Looks: 1)
            : check.Doubt is { } doubt ? new ReadinessFinding(step.Id, Unready.Doubtful, doubt, Looks: 1)
            : null;
    }
}
