using DrFunctions.Commands;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Store;

namespace DrFunctions.Cli;

/// <summary>What `dr status` found.</summary>
/// <param name="History">Newest first.</param>
/// <param name="TopicWarning">Why notices may reach nobody; null if all is well.</param>
/// <param name="Now">When it was read; ages count to this instant.</param>
sealed record StatusReport(
    Deployment Deployment, Stored Stored, IReadOnlyList<HistoryEntry> History, string? TopicWarning, DateTimeOffset Now)
{
    /// <summary>The plan whose steps were looked at; null if none were.</summary>
    public Plan? Looked { get; init; }

    /// <summary>By step id, what was found just now; null if nobody asked.</summary>
    public IReadOnlyDictionary<string, StepCheck>? Checks { get; init; }

    /// <summary>The steps that would fail now; null if none would, if nobody asked, or if the plan does not rest in its primary.</summary>
    public NotReady? NotReadyNow => Looked is null || Checks is null || !QuietLook.MayLook(Record) ? null
        : QuietLook.AsFact(QuietLook.Failing(QuietLook.Findings(Looked, Checks)));

    public Record Record => Stored.Record;

    public bool HasRecord => Stored.Version > 0;

    /// <summary>Neither the table nor the plan folder knows the plan.</summary>
    public bool IsUnknown => !HasRecord && !Deployment.Known.Contains(Record.Plan);

    /// <summary>"shop: Watching. Nothing is wrong."</summary>
    public string Head => HasRecord ? $"{Record.Plan}: {Record.PhaseAndMode()}. {Sentence}" : $"{Record.Plan}: {Sentence}";

    public string Sentence => StatusSentences.Of(Record, Stored.Automation, HasRecord, Now);

    /// <summary>The steps of the run in the order of its plan, including those not begun.</summary>
    public IReadOnlyList<(string Id, string Kind, StepRecord Record)> Steps => Record.Run is not { } run ? [] :
    [
        .. run.Plan.GetProperty("steps").EnumerateArray().Select(step =>
        {
            var id = step.GetProperty("id").GetString()!;
            return (id, step.GetProperty("kind").GetString()!, run.Steps.GetValueOrDefault(id, new StepRecord()));
        }),
    ];

    /// <summary>
    /// Commands that can be given now: the whole command line, in which only the reason is missing, and what it leads to.
    /// </summary>
    public IReadOnlyList<(string Command, string Meaning)> AllowedCommands =>
        [.. AllowedVerb.Of(Record, Stored.Automation, Stored.PlanPaused, Stored.AllPaused).Select(verb => ($"dr {verb.For(Record.Plan)} {Deployment.Options} --reason \"...\"", verb.Meaning))];

    /// <summary>What a person should know in addition to the record itself.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (StatusReadiness.Warning(this) is { } unready)
            {
                yield return unready;
            }

            if (Record.Disarmed is { } disarmed)
            {
                yield return $"the plan is disarmed, since {disarmed.By} accepted the standby at {StatusText.At(disarmed.At)} ({disarmed.Reason}): nothing begins until you reset it.";
            }

            if (Stored.Automation == Automation.Paused)
            {
                yield return $"the plan is paused ({Stored.PauseSentence}): nothing is started until {(Stored.PausedUntil is { } until ? $"{StatusText.At(until)}, or until you resume it" : "you resume it")}.";
            }
            else if (Stored.Automation == Automation.Unknown)
            {
                yield return $"the pause cannot be read, so nothing is started: {Stored.PauseSentence}.";
            }

            foreach (var complaint in TopicWarning is null ? Stored.Unreadable.Values : Stored.Unreadable.Values.Append(TopicWarning))
            {
                yield return $"{complaint}.";
            }
        }
    }
}
