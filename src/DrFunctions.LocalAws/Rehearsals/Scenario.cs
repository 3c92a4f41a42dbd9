using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.LocalAws.Rehearsals;

/// <summary>What a scenario may play with.</summary>
sealed record Stage(LocalCloud Cloud, PlanEstate Estate, Plan Plan, DateTimeOffset Disaster, Action<string> Note)
{
    public void At(TimeSpan after, Action action) => Cloud.World.After(Disaster + after - Cloud.World.Now, action);
}

/// <summary>A disaster, and how it should end.</summary>
/// <param name="Tells">What happens, in one sentence.</param>
/// <param name="Ends">The phase in which the record should rest.</param>
/// <param name="LeastTime">How long after the disaster the rehearsal goes on at least.</param>
sealed record Scenario(string Name, string Tells, Phase Ends, TimeSpan LeastTime, Action<Stage> Play)
{
    /// <summary>The table of scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("region-down", "The primary Region goes dark and stays dark.", Phase.Recovered, TimeSpan.FromMinutes(10), RegionDown),
    ];

    /// <summary>Why the rehearsal did not end as it should, or null. The record's word is held against the world's truth.</summary>
    public string? Judge(Record record, PlanEstate estate) =>
        record.Phase != Ends ? $"The record rests in {record.Phase}, not in {Ends}: {record.Because}"
        : Ends == Phase.Recovered && estate.Missing is { Count: > 0 } missing ? $"The record says {Ends}, but {string.Join("; ", missing)}"
        : null;

    public string Verdict(Record record, Plan plan) => Ends == Phase.Recovered
        ? $"{plan.Name} recovered in {plan.Standby}."
        : $"{plan.Name} ended in {record.Phase}, as it should.";

    static void RegionDown(Stage stage) => stage.At(TimeSpan.Zero, () =>
    {
        stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now);
        stage.Note($"{stage.Plan.Primary} goes dark");
    });
}
