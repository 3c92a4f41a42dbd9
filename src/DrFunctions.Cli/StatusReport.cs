using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Store;

namespace DrFunctions.Cli;

/// <summary>What `dr status` found.</summary>
/// <param name="History">Newest first.</param>
/// <param name="TopicWarning">Why notices may reach nobody; null if all is well.</param>
/// <param name="Now">When it was read, which ages are counted to.</param>
sealed record StatusReport(Deployment Deployment, Stored Stored, IReadOnlyList<HistoryEntry> History, string? TopicWarning, DateTimeOffset Now)
{
    public Record Record => Stored.Record;

    public bool HasRecord => Stored.Version > 0;

    /// <summary>The steps of the run in the order of its plan, those not begun too.</summary>
    public IReadOnlyList<(string Id, string Kind, StepRecord Record)> Steps => Record.Run is not { } run ? [] :
    [
        .. run.Plan.GetProperty("steps").EnumerateArray().Select(step =>
        {
            var id = step.GetProperty("id").GetString()!;
            return (id, step.GetProperty("kind").GetString()!, run.Steps.GetValueOrDefault(id, new StepRecord()));
        }),
    ];

    public IReadOnlyList<Move> Moves => Cli.Moves.Of(Stored, Deployment.Options);

    /// <summary>What a person should know beside the record itself.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (!HasRecord)
            {
                yield return $"the table {Deployment.Table} has no record of {Record.Plan}: nothing has happened to it yet, or its name is misspelt."
                    + (Deployment.Known.Contains(Record.Plan) ? "" : Spelling.DidYouMean(Record.Plan, Deployment.Known));
            }

            if (Record.Disarmed is { } disarmed)
            {
                yield return $"the plan is disarmed, since {disarmed.By} accepted the standby at {StatusText.At(disarmed.At)} ({disarmed.Reason}): nothing begins until it is reset.";
            }

            if (Stored.Automation == Automation.Paused)
            {
                yield return $"automation is paused ({Stored.PauseSentence}): nothing is started until it is resumed.";
            }
            else if (Stored.Automation == Automation.Unknown)
            {
                yield return $"whether automation is paused cannot be read, and so nothing is started: {Stored.PauseSentence}.";
            }

            foreach (var complaint in Stored.Unreadable.Values)
            {
                yield return $"{complaint}.";
            }

            if (TopicWarning is not null)
            {
                yield return $"{TopicWarning}.";
            }
        }
    }
}
