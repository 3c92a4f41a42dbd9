namespace DrFunctions.Core.Deciding;

/// <summary>
/// The one table of how long things may take; every other such number is computed from it. A call that is slow is not a call that failed,
/// and a slow driver is not a dead one.
/// </summary>
public static class Timing
{
    /// <summary>How often an invocation looks while something moves.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    /// <summary>A call that only reads, of AWS or of the state table.</summary>
    public static readonly TimeSpan Read = TimeSpan.FromSeconds(15);

    /// <summary>A call that changes something, the save included.</summary>
    public static readonly TimeSpan Change = TimeSpan.FromSeconds(20);

    /// <summary>
    /// All observations of a look together; what has not answered by then is Unknown. A search by tag, which EC2 may answer in 5 to 30 s on
    /// a large account, may take all of it.
    /// </summary>
    public static readonly TimeSpan Observing = TimeSpan.FromSeconds(30);

    /// <summary>Counted from the save's answer: as little as possible may have changed since the decision.</summary>
    public static readonly TimeSpan SentAfterAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Counted from the instant before the save. A save that takes its whole time still has those 5 s.</summary>
    public static readonly TimeSpan SentAfterDecision = Change + SentAfterAnswer;

    /// <summary>
    /// From then on a change whose answer was lost, counted from its decision, has either taken effect or never will.
    /// </summary>
    public static readonly TimeSpan Lost = SentAfterDecision + Change;

    /// <summary>Reads lag behind a change by up to this.</summary>
    public static readonly TimeSpan ReadsLag = TimeSpan.FromSeconds(15);

    /// <summary>A change that was answered, and of which nothing shows, is repeated no sooner than this.</summary>
    public static readonly TimeSpan Repeated = TimeSpan.FromSeconds(20);

    /// <summary>The longest look: load, observe, save, send, and wait for the answer. No look begins with less time left.</summary>
    public static readonly TimeSpan LongestLook = Read + Observing + SentAfterDecision + Change;

    /// <summary>A driver that has not saved for this long is taken over, however slow it was.</summary>
    public static readonly TimeSpan LongestDriver = LongestLook;

    /// <summary>How many of a driver's newest looks are its recent ones.</summary>
    public const int RecentLooks = 5;

    /// <summary>The timeout of the function that answers people: a look that begins with just enough time left, after another.</summary>
    public static readonly TimeSpan Operator = LongestLook * 2;

    /// <summary>How long after a decision its driver counts as alive: until the record's <c>lookUntil</c>.</summary>
    /// <param name="slowest">The driver's slowest recent look, this one included.</param>
    public static TimeSpan Drives(TimeSpan slowest)
    {
        var twice = 2 * (slowest > Pace ? slowest : Pace);
        return twice < LongestDriver ? twice : LongestDriver;
    }

    /// <summary>When a change of which nothing shows may be made once more, counted from its decision.</summary>
    public static TimeSpan RepeatedAfter(bool answered) => answered ? Repeated : Lost;

    /// <summary>The table as docs/SAFETY.md prints it.</summary>
    public static IReadOnlyList<(string What, TimeSpan Is, string From)> Table { get; } =
    [
        ("the pace: from one check to the next while something moves", Pace, ""),
        ("a call that reads", Read, ""),
        ("a call that changes something, the save included", Change, ""),
        ("all observations of a check together, and a search by tag", Observing, ""),
        ("a change is sent, after the save's answer", SentAfterAnswer, ""),
        ("a change is sent, after the instant before the save", SentAfterDecision, "a save and those 5 s"),
        ("a change whose answer was lost is repeated, after its decision", Lost, "sent at the last moment, and a call that changes something"),
        ("a change that was answered, and of which nothing shows, is repeated", Repeated, ""),
        ("reads lag behind a change", ReadsLag, ""),
        ("the longest check; none begins with less time left", LongestLook, "a read, all observations, a change sent at the last moment, and its call"),
        ("`lookUntil` is at least this far off", Drives(TimeSpan.Zero), "twice the pace"),
        ("`lookUntil` is at most this far off", LongestDriver, "the longest check"),
        ("the timeout of OperatorFunction", Operator, "two of the longest checks"),
    ];
}
