using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// What AWS denies only a person can grant, so people hear of it at once, while other steps may take minutes yet. It is tried again all the
/// same, because a grant takes a while to spread.
/// </summary>
static class DeniedSteps
{
    public static void Advance(Draft draft)
    {
        // Of a run that is Stuck by now, and of a drill, another email tells.
        if (draft.Record.Run is not { } run
            || draft.Phase is not (Phase.Confirming or Phase.AwaitingApproval or Phase.Recovering or Phase.FailingBack))
        {
            return;
        }

        var denied = draft.Snapshot.Refused
            .Where(refused => refused.Value.Cause == RefusalCause.Denied && !run.DeniedTold.Contains(refused.Key))
            .OrderBy(refused => refused.Key, StringComparer.Ordinal)
            .Select(refused => new StepSaid(refused.Key, new Quoted(refused.Value.Because))).ToList();
        if (denied.Count > 0)
        {
            draft.ChangeRun(run with { DeniedTold = [.. run.DeniedTold, .. denied.Select(step => step.Step)] });
            draft.Tell(OutageEmails.Denied(draft.EmailInput, denied));
        }
    }
}
