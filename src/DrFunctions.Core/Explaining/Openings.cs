using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>How the sentences of facts begin: with a word, or with the name of a person, plan, Region, step or resource.</summary>
static class Openings
{
    /// <summary>Whether a name begins the sentence; a name is written as it is, whatever it begins.</summary>
    public static bool IsName(Fact? fact) => fact switch
    {
        Ordered or Rejected or LetGoOn or PlanChanged or Acknowledged or RequestAnswered => true,
        BackInPrimary { UsersStay: false } or OtherPlanWaitsLonger or OtherRegionsFailedOver => true,
        // What was observed begins with whatever was found, such as an instance's id.
        PerhapsStale => true,
        Recovery recovery => !recovery.IsShadow,
        NamesAsked or PostSwitchFound => true,
        UndoneSteps undone => undone.Steps.Count > 0,
        Several several => several.Facts is [var first, ..] && IsName(first),
        _ => Leads(fact) is { } leading ? IsName(leading) : IsOfStep(fact),
    };

    /// <summary>The fact whose sentence is the beginning of this one's; null if there is none.</summary>
    static Fact? Leads(Fact? fact) => fact switch
    {
        But but => but.What,
        InPhase answer => answer.Answer,
        PersonMayFailOver person => person.Why,
        NotEnoughDown few => few.Prewarm,
        UnreadableHolds holds => holds.Because,
        Queueing queueing => queueing.Outage,
        ResumeFirst first => first.Pause,
        OverLimit over => over.What,
        AttemptsUsed used => used.What,
        NoticesWait waiting => waiting.Decided,
        _ => null,
    };

    /// <summary>An entry of the history about a step begins with the step's id.</summary>
    static bool IsOfStep(Fact? fact) => fact is StepStarted or StepWouldStart or StepOnItsWay or StepRefused or StepWaitsOnceMore
        or StepDone or StepDegraded or StepComplete or StepFellBack or StepFailed or StepHeld or UndoStarted or UndoRefused
        or UndoHeld or UndoDone or UndoFailed;
}
