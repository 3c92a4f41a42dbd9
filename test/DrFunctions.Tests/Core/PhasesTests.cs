using DrFunctions.Core.Explaining;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

public class PhasesTests
{
    // The table of docs/SAFETY.md, row by row, with the commands that people may give.
    static readonly string[] Doors =
    [
        "Watching -> Confirming", "Watching -> Recovering", "Watching -> Drilling",
        "Confirming -> Watching", "Confirming -> AwaitingApproval", "Confirming -> Recovering",
        "AwaitingApproval -> Watching", "AwaitingApproval -> Declined", "AwaitingApproval -> Recovering",
        "Declined -> Watching", "Declined -> Recovering",
        "Recovering -> Recovered", "Recovering -> Stuck", "Recovering -> FailingBack",
        "Recovered -> Watching", "Recovered -> FailingBack",
        "FailingBack -> Watching", "FailingBack -> Stuck",
        "Drilling -> Watching", "Drilling -> Confirming", "Drilling -> Stuck",
        "Stuck -> Watching", "Stuck -> Recovering", "Stuck -> FailingBack", "Stuck -> Drilling",
    ];

    [Fact]
    public void Only_the_doors_of_the_table_are_open()
    {
        var pairs = from one in Enum.GetValues<Phase>() from other in Enum.GetValues<Phase>() where Phases.MayGo(one, other) select $"{one} -> {other}";
        Assert.Equal(Doors.Order(StringComparer.Ordinal), pairs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_impossible_move_throws_and_leaves_the_record()
    {
        var record = new Record { Plan = "shop", Phase = Phase.Recovered };
        var draft = new Draft(TestPlans.Good(TestPlans.Text()), record, new Snapshot(), Walk.Begin);
        var error = Assert.Throws<InvalidOperationException>(() => draft.Enter(Phase.Confirming, new Quoted("a test")));
        Assert.Equal("No door leads from Recovered to Confirming.", error.Message);
        Assert.Same(record, draft.Record);
    }

    [Fact]
    public void Every_phase_has_its_sentence() =>
        Assert.All(Enum.GetValues<Phase>(), phase => Assert.EndsWith(".", phase.Sentence(), StringComparison.Ordinal));
}
