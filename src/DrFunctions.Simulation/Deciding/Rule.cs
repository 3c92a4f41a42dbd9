namespace DrFunctions.Simulation.Deciding;

/// <summary>What must hold after every look, by the names that docs/SAFETY.md gives; those without a number there have a word.</summary>
public enum Rule
{
    S1,
    S2,
    S3,
    S4Ours,
    S4When,
    S4Left,
    S5,
    S6Cooldown,
    S6Failback,
    S8,
    S10,
    S11Attempts,
    S11Latch,
    S11After,
    S12,
    Seen,
    Up,
    Commands,
    Disarmed,
    RegionFailovers,
    Doors,
    Equal,
    L1,
    L2,
    L4,
    L6,
    Chain,
    Outbox,
}

public static class Rules
{
    public static string Sentence(this Rule rule) => rule switch
    {
        Rule.S1 => "Traffic moves only to a standby that our own probe saw good within the last 60 s.",
        Rule.S2 => "Of two racing invocations at most one acts on a record's version.",
        Rule.S3 => "What our own start has brought about is not started again while it lasts.",
        Rule.S4Ours => "Only what we decided to start, and AWS did not refuse, is undone.",
        Rule.S4When => "Undone is by a person's failback, at a drill's end, after 2 minutes of holding, or after 15 minutes of Up, and for nothing else.",
        Rule.S4Left => "Where all was undone, nothing of ours is left.",
        Rule.S5 => "Users and data move only in a failover, while the primary may be down or by a person's order.",
        Rule.S6Cooldown => "At most one failover begins by itself in a cooldown.",
        Rule.S6Failback => "Once users or data have moved, only a person sends them back.",
        Rule.S8 => "Shadow makes no change.",
        Rule.S10 => "Every change comes after a save and is told in the history.",
        Rule.S11Attempts => "No step is started more often than its attempts, in a run or after a person let it go on.",
        Rule.S11Latch => "What is done is not started again in its run.",
        Rule.S11After => "No step starts before those that it comes after are done.",
        Rule.S12 => "Paused, or not knowing it, nothing is changed, but for a failover that overrides the pause.",
        Rule.Seen => "By itself begins only what two looks in a row have seen down, for as long as the plan asks.",
        Rule.Up => "Waiting, asking and holding end, or begin, only because the primary was truly seen up, for as long as it must be.",
        Rule.Commands => "A person's order is taken only while it is fresh, says that it overrides a pause, and goes back only to a primary that is well.",
        Rule.Disarmed => "A disarmed plan does nothing until it is armed again.",
        Rule.RegionFailovers => "By themselves plans of one primary Region at most begin within an hour.",
        Rule.Doors => "A phase is left by a door of the table.",
        Rule.Equal => "Equal parameters give equal decisions.",
        Rule.L1 => "What is under way ends within the sum of its limits.",
        Rule.L2 => "That a person is needed, asked or free of worry is told.",
        Rule.L4 => "What is surely down for as long as the plan asks begins.",
        Rule.L6 => "Every look says one sentence.",
        Rule.Chain => "Each entry of the history is chained to the one before it.",
        Rule.Outbox => "A notice stays in the outbox until it was published.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}

/// <summary>A rule that did not hold.</summary>
public sealed class BrokenRuleException(Rule rule, string detail) : Exception($"{rule}: {rule.Sentence()} Not so: {detail}")
{
    public Rule Rule => rule;
}
