using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class StepSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        StepStarted { Extra: true } step => $"{step.Step}: started once more ({step.Kind} in {step.Region}), because {Sentences.Say(step.Because)}{FoundBefore(step.FoundBefore)}",
        StepStarted step => $"{step.Step}: start {step.Attempt} of {step.Attempts} ({step.Kind} in {step.Region}), because {Sentences.Say(step.Because)}{FoundBefore(step.FoundBefore)}",
        StepWouldStart step => $"{step.Step}: would be started, because {step.Because} ({step.Kind} in {step.Region})",
        StepOnItsWay step => $"{step.Step}: already under way: {step.Because}",
        StepRefused step => $"{step.Step}: {Sentences.Say(step.Because)}",
        StepWaitsOnceMore step => $"{step.Step}: waiting again, {step.Attempt} of {step.Attempts}, because {Sentences.Say(step.Because)}",
        StepDone step => $"{step.Step}: done{(step.WasDone ? " already" : "")}, {step.Because}",
        StepDegraded step => $"{step.Step}: enough serves to go on, {step.Because}; the rest is still being started",
        StepComplete step => $"{step.Step}: complete, {step.Because}",
        StepFellBack step => $"{step.Step}: was done, and now {step.Because}",
        StepFailed step => $"{step.Step}: cannot go on, {Sentences.Say(step.Because)}",
        StepHeld step => $"{step.Step}: held, because the primary answers again ({step.Down} of {step.All} signals down)",
        UndoStarted step => $"{step.Step}: undo ({step.Kind} in {step.Region}), because {step.Because}{FoundBefore(step.FoundBefore)}",
        UndoRefused step => $"{step.Step}: the undo was refused: {step.Because}",
        UndoHeld step => $"{step.Step}: {Sentences.Say(step.Because)}",
        ClaimRemoved claim => $"the claim of {claim.Plan} on {claim.Resource} was removed: its run {claim.Run} is over",
        UndoDone step => $"{step.Step}: undone, {step.Because}",
        UndoFailed step => $"{step.Step}: cannot be undone, {Sentences.Say(step.Because)}",
        _ => Reason(fact),
    };

    static string? Reason(Fact fact) => fact switch
    {
        NotReadable unread => $"cannot be read: {unread.Because}",
        PerhapsStale stale => $"{stale.Because}, which may be a stale read",
        StartRefused refused => $"the start was refused: {refused.Because}",
        FellBack fell => $"it was done, and now {fell.Because}",
        ServesInPart part => $"degraded: {part.Because}",
        WouldBeStarted would => $"would be started, because {would.Because}",
        OverLimit over => $"{Sentences.Say(over.What)}, longer than {(over.OfAllAttempts ? "" : "its limit of ")}{Durations.Say(over.Limit)}"
            + (over.AsksPerson ? ", and its onLimit asks for a person" : ""),
        AttemptsUsed used => $"{Sentences.Say(used.What)} (after {used.Attempts} of {used.Allowed} starts{(used.IsUndo ? " of the undo" : "")})",
        CheckFailsAgain check => $"waiting: {check.Check} passed before, but fails right before {check.Step}: {check.Because}",
        SwitchHeld held => $"held for {Durations.Say(held.For)}: the primary answers again ({held.Down} of {held.All} signals down, {held.Needed} needed)"
            + (held.ServesAgain ? ", so users stay there" : ""),
        GoingBackHeld held => $"held: {Sentences.Say(held.Signals)}"
            + (held.Longest is { } longest ? $"; the primary was not healthy for {Durations.Say(longest)}" : ""),
        _ => null,
    };

    static string FoundBefore(JsonElement? ledger) => ledger is { ValueKind: not JsonValueKind.Null } found ? $"; found before: {found.GetRawText()}" : "";
}
