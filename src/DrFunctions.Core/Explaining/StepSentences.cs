using System.Text.Json;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class StepSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        StepStarted step => $"{step.Step}: start {step.Attempt} of {step.Attempts} ({step.Kind} in {step.Region}), because {step.Because}{FoundBefore(step.FoundBefore)}",
        StepWouldStart step => $"{step.Step}: would be started, because {step.Because} ({step.Kind} in {step.Region})",
        StepOnItsWay step => $"{step.Step}: already on its way: {step.Because}",
        StepRefused step => $"{step.Step}: {step.Because}",
        StepWaitsOnceMore step => $"{step.Step}: waiting once more, {step.Attempt} of {step.Attempts}, because {step.Because}",
        StepDone step => $"{step.Step}: done{(step.WasDone ? " already" : "")}, {step.Because}",
        StepFailed step => $"{step.Step}: cannot go on, {step.Because}",
        StepHeld step => $"{step.Step}: held, because only {step.Down} of {step.All} signals are still down",
        UndoStarted step => $"{step.Step}: undo ({step.Kind} in {step.Region}), because {step.Because}{FoundBefore(step.FoundBefore)}",
        UndoRefused step => $"{step.Step}: the undo was refused: {step.Because}",
        UndoHeld step => $"{step.Step}: {step.Because}",
        UndoDone step => $"{step.Step}: undone, {step.Because}",
        UndoFailed step => $"{step.Step}: cannot be undone, {step.Because}",
        _ => null,
    };

    static string FoundBefore(JsonElement? ledger) => ledger is { ValueKind: not JsonValueKind.Null } found ? $"; found before: {found.GetRawText()}" : "";
}
