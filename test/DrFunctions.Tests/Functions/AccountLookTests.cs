using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>The quiet look at what all plans share.</summary>
public sealed class AccountLookTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    readonly Bench bench = new();
    readonly List<string> told = [];

    public AccountLookTests() => bench.TestBench.Cloud.Sns.ToInbox = email => told.AddRange(email.Tells().Select(notice => $"{notice.Plan} {notice.Kind}"));

    LocalCloud Cloud => bench.TestBench.Cloud;

    int Asked => Cloud.Trace.Count(call => call.Operation == "GetAccountSettings");

    Readiness? Readiness => Cloud.DynamoDb.Item(Standby, HomeEstate.Table, "all", "readiness") is { } item
        ? ReadinessJson.Read((string)item["body"]!["S"]!) : null;

    void TickFor(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            bench.Tick();
            bench.Pass(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void Enough_is_asked_each_half_hour_and_nobody_is_told()
    {
        TickFor(65);

        Assert.Equal(3, Asked);
        Assert.Empty(Readiness!.Findings);
        Assert.Empty(told);
    }

    [Fact]
    public void Too_few_are_told_once_a_day_under_the_account_s_name()
    {
        Cloud.Lambda.Reserved = 996;

        TickFor(90);

        Assert.Equal(["account NotReady"], told);
        Assert.Equal(Unready.FewInvocations, Assert.Single(Readiness!.Findings).Why);
    }

    [Fact]
    public void What_cannot_be_read_is_logged_and_neither_told_nor_in_the_way_of_the_plans()
    {
        Cloud.Faults = point => point.Operation == "GetAccountSettings" ? Fault.Denied : null;

        TickFor(5);

        Assert.Empty(told);
        Assert.Contains(bench.Log, line => line.StartsWith("Warning: How many invocations may run at once cannot be read: AccessDeniedException", StringComparison.Ordinal));
        Assert.NotNull(Cloud.DynamoDb.Item(Standby, HomeEstate.Table, "plan#shop", "readiness"));
    }

    public void Dispose() => bench.Dispose();
}
