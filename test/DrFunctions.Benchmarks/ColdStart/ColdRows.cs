using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>The rows that compare with the peer.</summary>
sealed class ColdRows(IReadOnlyList<ColdSample> peer)
{
    const string PeerName = "boto3_peer.py";

    public const string Intro =
        "From the start of a process until StartInstances had been answered. Both sides speak to one moto server through an observer that stamps their calls with "
        + "the machine's monotonic clock and reads their memory and processor time at that instant, so none measures itself. The peer, "
        + "[boto3_peer.py](../test/DrFunctions.Benchmarks/ColdStart/boto3_peer.py), parses an alarm message and starts an instance: one call. Ours is the deployed executable under Lambda's Runtime API: it "
        + "reads and checks the plan, parses the same message, loads record and pauses (two calls), looks at the instance, decides, saves record and history in "
        + "one transaction, and only then starts: five calls, four of them one after the other. The failover was decided before by an invocation that died, so the "
        + "confirmation's wait lies behind. moto needs far longer for these calls than AWS, and longer than our process does; so a row says what remains without the time "
        + "in which moto had a call to answer, for both sides alike. Ratios are ours over the peer's.";

    public IEnumerable<Row> Whole(IReadOnlyList<ColdSample> ours) =>
    [
        Compare("the whole path, wall clock", ours, Took, Show.Seconds, 0.5),
        Compare("the whole path, without the time in moto", ours, Own, Show.Seconds, 0.5),
        Compare("the whole path, processor time", ours, sample => sample.Processor.TotalSeconds, Show.Seconds, null),
        Compare("the whole path, peak resident memory", ours, sample => sample.PeakBytes, Show.Bytes, 0.75),
        .. Milestones(ours),
    ];

    public IEnumerable<Row> Ec2Only(IReadOnlyList<ColdSample> ours) =>
    [
        Compare("EC2 only: a program of ten lines with our EC2 client that does what the peer does, wall clock", ours, Took, Show.Seconds, 1 / 3.0),
        Compare("EC2 only, processor time", ours, sample => sample.Processor.TotalSeconds, Show.Seconds, null),
        Compare("EC2 only, peak resident memory", ours, sample => sample.PeakBytes, Show.Bytes, 0.75),
    ];

    public Row FirstAlarm(IReadOnlyList<ColdSample> ours) =>
        Compare("from the very first alarm message, where the step is prewarmed: two looks, the alarm read again in CloudWatch, two saves", ours, Own, Show.Seconds, null);

    public Row Of(Published published, IReadOnlyList<ColdSample> ours)
    {
        var row = Compare($"{published.Variant.Name} ({published.Variant.Runtime}), without the time in moto", ours, Own, Show.Seconds, 0.5);
        return row with { Figure = $"{row.Figure}, {Show.Seconds(Of(ours, sample => sample.Processor.TotalSeconds).Median)} of processor, {Show.Bytes(Of(ours, sample => sample.PeakBytes).Median)}" };
    }

    Row Compare(string what, IReadOnlyList<ColdSample> ours, Func<ColdSample, double> cost, Func<double, string> show, double? target)
    {
        var (mine, theirs) = (Of(ours, cost), Of(peer, cost));
        var ratio = mine.Over(theirs);
        return new Row(what, show(mine.Median), show(mine.Min), $"{show(theirs.Median)} {PeerName}", ratio,
            target is { } most ? $"at most {Show.Number(most)}" : "", target is { } limit ? ratio.Median <= limit : null);
    }

    /// <summary>Where the processor's time of the leanest process went.</summary>
    static IEnumerable<Row> Milestones(IReadOnlyList<ColdSample> ours)
    {
        var before = TimeSpan.Zero;
        foreach (var (what, processor) in ours.MinBy(sample => sample.Processor)!.Marks)
        {
            yield return new Row($"processor time until {what}", Show.Seconds(processor.TotalSeconds), $"+{Show.Seconds((processor - before).TotalSeconds)}");
            before = processor;
        }
    }

    static double Took(ColdSample sample) => sample.Took.TotalSeconds;

    static double Own(ColdSample sample) => (sample.Took - sample.InMoto).TotalSeconds;

    static Samples Of(IReadOnlyList<ColdSample> samples, Func<ColdSample, double> cost) => new([.. samples.Select(cost)]);
}
