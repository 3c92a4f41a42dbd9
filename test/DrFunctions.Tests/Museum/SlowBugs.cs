namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about slow calls, slow looks and lost answers.</summary>
static class SlowBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Driver", "Drives", "a takeover ignores lookUntil", "A driver whose looks are slow would seem dead, and two would drive.",
            "(record.LookUntil - record.LookedAt) / 2 ?? TimeSpan.Zero", "record is null ? default : TimeSpan.Zero") with { Scenario = "slow-aws" },
        In("LookWatch", "Slowest", "a slow look makes its driver seem dead", "What a look took so far shows how long the next may take.",
            "recent.Append(Elapsed).Max()", "recent.Append(TimeSpan.Zero).Min()") with { Scenario = "slow-aws" },
        In("Timing", "Read", "a read has three seconds", "Nothing could be read where AWS is slow, and every run would end Stuck.",
            "TimeSpan.FromSeconds(15)", "TimeSpan.FromSeconds(3)") with { Scenario = "slow-aws" },
        In("Ec2StartStep", "DescribeAsync", "a search by tag has the time of a read", "On a large account it would never be answered.",
            "settings.Instances is null ? Timing.Observing : null", "settings.Instances is null ? Timing.Read : null") with { Scenario = "slow-aws" },
        In("Ec2StartStep", "SeeAsync", "the status is asked for after the search", "Both together take longer than a look may observe.",
            "running.GetValueOrDefault(key) ?? []", "running.GetValueOrDefault(default) ?? []") with { Scenario = "slow-aws" },
        In("SaveInstant", "Left", "fresh is counted from before the save only", "A change could leave 25 s after its decision was answered.",
            "Least(most - before.Age, Timing.SentAfterAnswer - (answered ?? before).Age)", "Least(most - before.Age, answered is null ? most : most)"),
        In("SaveInstant", "Left", "fresh is counted from the answer only", "However long the save took, its decision would be sent.",
            "Least(most - before.Age, Timing.SentAfterAnswer - (answered ?? before).Age)", "Timing.SentAfterAnswer - (answered ?? before).Age"),
        In("SaveInstant", "Answered", "a change is sent after lookUntil", "Another invocation may have decided by then.",
            "most = drives < most ? drives : most;", ""),
        In("RecoveringStep", "Started", "a lost start is repeated at once", "The first one may still be on its way.",
            "Timing.RepeatedAfter(record.Answer == CallAnswer.Given)", "Timing.Repeated"),
        In("Actor", "ActAsync", "a lost answer counts as given", "The start would be repeated while the first is on its way.",
            "outcome.Value.Trouble is null ? CallAnswer.Given : CallAnswer.Lost", "CallAnswer.Given"),
        In("LostStart", "SentAgain", "whatever is repeated costs no attempt", "A start that never helps would be repeated for ever.",
            "{ Answer: CallAnswer.Lost } record", "{ } record"),
        In("EcsScaleStep", "StartAsync", "half a start counts as refused", "What was raised would not be ours, and never be undone.",
            "follows: registers", "follows: false"),
        In("Loop", "HasTime", "a look begins with ten seconds left", "It would be cut off in the middle of a change.",
            "Timing.LongestLook", "TimeSpan.FromSeconds(10)"),
        In("Ec2Suspects", "Batches", "halving begins anew in each look", "Where calls are slow, one bad instance would hold up its batch for ever.",
            "smallest.GetValueOrDefault(id, 2 * Most)", "smallest.GetValueOrDefault(\"\", 2 * Most)"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("slow", name, why, type, member, find, replace);
}
