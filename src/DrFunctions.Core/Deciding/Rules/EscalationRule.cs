using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// What needs a person and has been answered by nobody goes to a second topic: the first may be an inbox that nobody reads at night. Any
/// command of a person on the plan is an answer, a pause and its end included.
/// </summary>
static class EscalationRule
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    static readonly TimeSpan ThenEvery = TimeSpan.FromHours(1);

    /// <param name="decided">What this look decided, with its reason.</param>
    public static void Advance(Draft draft, Fact decided)
    {
        var known = draft.Record.Needed;
        var next = draft.Snapshot.Escalates && NeedOf(draft) is { } need ? Continued(draft, known, need) : null;
        if (next is { AnsweredAt: null } && draft.Now - (next.EscalatedAt ?? next.Since) >= WaitOf(draft, next))
        {
            draft.Note(new Escalated(next.For, draft.Now - next.Since));
            draft.Tell(EscalationEmails.Of(draft.EmailInput, next, decided is NoAction no ? no.Why : decided));
            next = next with { EscalatedAt = draft.Now };
        }

        if (next != known)
        {
            draft.Change(draft.Record with { Needed = next });
        }
    }

    /// <summary>What a person is needed for; null if the plan does not need one, and in mode shadow, which does nothing.</summary>
    static NoticeKind? NeedOf(Draft draft) => draft.IsShadow ? null : draft switch
    {
        // A run that tries again by itself is still one for a person.
        { Phase: Phase.Stuck } or { Phase: Phase.Recovering, Record.Run.StuckSince: not null } => NoticeKind.Stuck,
        { Phase: Phase.AwaitingApproval } => NoticeKind.ApprovalNeeded,
        { Record.Unacted.Told: > 0 } => NoticeKind.OutageNotActedOn,
        { Phase: Phase.Recovering or Phase.FailingBack } when draft.Run.DeniedTold.Any(id => !draft.Run.IsDone(id)) => NoticeKind.Denied,
        { Phase: Phase.Recovered } when PostSwitchCheck.Need(draft.Run) is { } found => found,
        { Phase: Phase.Recovered } when draft.Run.Steps.Values.Any(step => step.LostAt is not null) => NoticeKind.CapacityLost,
        // Nobody's users are served until a person moves them.
        { Phase: Phase.Recovered } when draft.Run is { Purpose: RunPurpose.Failover, OrderedBy: null } && !draft.Plan.MovesUsers() =>
            NoticeKind.Recovered,
        _ => null,
    };

    static NeededPerson Continued(Draft draft, NeededPerson? known, NoticeKind need)
    {
        // Who has answered one thing need not know of the next; who has not answered does not get more time for it.
        var isNew = known is null || draft.AckEnded || (known.For != need && known.AnsweredAt is not null);
        var next = isNew ? new NeededPerson(need, draft.Now) : known! with { For = need };
        return draft.PersonSpoke ? next with { AnsweredAt = draft.Now } : next;
    }

    /// <summary>A question is escalated while there is still time to answer it.</summary>
    static TimeSpan WaitOf(Draft draft, NeededPerson needed)
    {
        var most = draft.Plan.Trigger.ApprovalTimeout * 2 / 3;
        return needed.EscalatedAt is not null ? ThenEvery
            : needed.For == NoticeKind.ApprovalNeeded && most < Patience ? most
            : Patience;
    }
}
