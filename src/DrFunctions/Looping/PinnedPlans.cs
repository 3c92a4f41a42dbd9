using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>
/// A run keeps to the plan as it was when the run began. Only a person changes that plan, and by a command, so it is parsed once, and each
/// look only compares its hash.
/// </summary>
sealed class PinnedPlans(StepKinds kinds)
{
    readonly ConcurrentDictionary<string, (string Hash, Plan Plan)> known = new(StringComparer.Ordinal);

    /// <summary>The plan that the record's run has pinned, or the newest one while no run is under way.</summary>
    /// <exception cref="StoreException">
    /// This version cannot read the pinned plan, or somebody has changed it in the table: nothing is carried out that nobody decided.
    /// </exception>
    public Plan PlanOf(Record record, Plan newest)
    {
        if (record.Pinned() is not { } run)
        {
            return newest;
        }

        var hash = PlanHash.Of(run.Plan);
        if (run.PlanHash is { } pinned && pinned != hash)
        {
            throw new StoreException($"the plan that run {run.Id} of {record.Plan} pinned was changed in the table: its SHA-256 is {PlanHash.Short(hash)}, and the history says "
                + $"{PrintableText.Of(PlanHash.Short(pinned))}; nothing of it is carried out. Restore the table to a point in time before the change");
        }

        if (known.TryGetValue(record.Plan, out var newestRun) && newestRun.Hash == hash)
        {
            return newestRun.Plan;
        }

        var plan = kinds.Read($"the plan pinned by run {run.Id}", run.Plan.GetRawText()).Plan
            ?? throw new StoreException($"the plan that run {run.Id} of {record.Plan} pinned cannot be read by this version; deploy the version that began the run");
        known[record.Plan] = (hash, plan);
        return plan;
    }

    /// <summary>The run's plan with one value changed, as a person wants it; null if the record has no run.</summary>
    /// <param name="change">A step's id, the name of one of its members, and its value: <c>api.desired=4</c>.</param>
    public AlteredPlan? Alter(Record record, string change)
    {
        if (record.Run is not { } run)
        {
            return null;
        }

        var (equals, dot) = (change.IndexOf('=', StringComparison.Ordinal), change.IndexOf('.', StringComparison.Ordinal));
        var json = JsonNode.Parse(run.Plan.GetRawText())!.AsObject();
        var id = dot > 0 && dot < equals ? change[..dot] : null;
        if (id is null || (json["steps"] as JsonArray)?.FirstOrDefault(step => (string?)step?["id"] == id) is not JsonObject step)
        {
            return new AlteredPlan(null, "write a step of the plan, one of its members and a value, such as api.desired=4");
        }

        step[change[(dot + 1)..equals]] = Value(change[(equals + 1)..]);
        var reading = kinds.Read("plan", json.ToJsonString());
        return reading.Plan is { } plan
            ? new AlteredPlan(JsonDocument.Parse(plan.Source).RootElement.Clone(), null)
            : new AlteredPlan(null, reading.Mistakes.First(mistake => !mistake.IsWarning).Sentence);
    }

    static JsonNode Value(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : JsonValue.Create(text);
}
