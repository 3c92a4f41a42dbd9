using DrFunctions.Tests.Functions;
using DrFunctions.Tests.Museum;
using DrFunctions.Tests.Rehearsals;
using DrFunctions.Tests.Simulations;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("DrFunctions.Tests.LongestFirst", "DrFunctions.Tests")]

namespace DrFunctions.Tests;

/// <summary>The classes that take longest begin first: one that began last would run to its end beside an idle processor.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly Type[] longest =
        [typeof(CrashPointTests), typeof(WireSeedTests), typeof(DeployedTests), typeof(ScenarioTests), typeof(MuseumTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(IsLong);

    static bool IsLong(ITestCollection collection) =>
        longest.Any(type => collection.DisplayName.EndsWith(type.FullName!, StringComparison.Ordinal));
}
