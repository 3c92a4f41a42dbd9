using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What lies outside one plan: the account's permissions, events, limits and the watch over the standby.</summary>
static class AccountScenarios
{
    public static IEnumerable<Scenario> All =>
    [
        new("autoscaler-untagged", "An autoscaler of the standby holds its service at 0, and the functions' role may not raise its minimum, because its scalable "
            + "target has no tag: people are told, somebody tags it, and two minutes later the primary Region becomes unreachable.",
            Phase.Recovered, AutoscalerPlays.Untagged)
        {
            OutageAfter = AutoscalerPlays.OutageAfter,
            LeastTime = TimeSpan.FromMinutes(15),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.AutoscalerWithoutTag),
            Also = AutoscalerPlays.Surprises,
        },
        new("event-storm", "The primary Region becomes unreachable, and the account's other instances and services in the standby Region change a thousand "
            + "times a minute, while each function has a concurrency of five: the watch reads no more for it, and misses no minute.",
            Phase.Recovered, EventStormPlays.Storm)
        {
            Alters = SlowPlays.NamesTags,
            Also = EventStormPlays.Disturbed,
        },
        new("standby-dark", "Nothing is wrong with the primary, and the standby Region becomes unreachable for 20 minutes: people are told from us-east-1 that "
            + "nothing watches, and again when it watches.",
            Phase.Watching, StandbyPlays.Dark)
        {
            Mode = ModeNeed.Any,
            LeastTime = StandbyPlays.DarkFor + TimeSpan.FromMinutes(20),
            Also = StandbyPlays.Untold,
        },
        new("few-invocations", "Nothing is wrong with the primary, and other functions reserve nearly all of the account's concurrent invocations: people are "
            + "told beforehand.",
            Phase.Watching, StandbyPlays.FewInvocations)
        {
            Mode = ModeNeed.Any,
            Also = StandbyPlays.NotTold,
        },
    ];
}
