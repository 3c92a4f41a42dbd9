using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>The rows that compare with the peer.</summary>
sealed class ColdRows(IReadOnlyList<ColdSample> peer)
{
    const string PeerName = "boto3_peer.py";

    public const string Intro =
        "From the start of a process until StartInstances had been answered. Both sides speak to one moto server through an observer that "
        + "stamps their calls with the machine's monotonic clock and reads their memory and processor time at that instant, so none measures "
        + "itself. The peer, [boto3_peer.py](../test/DrFunctions.Benchmarks/ColdStart/boto3_peer.py), parses an alarm message and starts an "
        + "instance: one call. Ours is the deployed package under Lambda's Runtime API, native (`NATIVE=true sam build`) and ReadyToRun "
        + "(`sam build`): it reads and checks the plan, parses the same message, loads record and pauses (two calls), looks at the instance, "
        + "decides, saves record and history in one transaction, and only then starts: five calls, four of them one after the other. The "
        + "failover was decided before by an invocation that died, so the confirmation's wait lies behind. moto needs far longer for these "
        + "calls than AWS, and longer than our process does; so a row says what remains without the time in which moto had a call to answer, "
        + "for both sides alike. \"EC2 only\" is a program of ten lines with AWS's EC2 client that does what the peer does. Ratios are ours "
        + "over the peer's.";

    public IEnumerable<Row> Whole(Variant variant, IReadOnlyList<ColdSample> ours) =>
        All($"the whole path, {variant.Name}", variant, ours).Concat(Milestones(variant, ours));

    public IEnumerable<Row> Ec2Only(Variant variant, IReadOnlyList<ColdSample> ours) => All($"EC2 only, {variant.Name}", variant, ours);

    public Row FirstAlarm(Variant variant, IReadOnlyList<ColdSample> ours) => Compare(
        $"from the very first alarm message, {variant.Name}: the step is prewarmed; two looks, the alarm read again in CloudWatch, two saves",
        ours, Own, Show.Seconds, null);

    IEnumerable<Row> All(string what, Variant variant, IReadOnlyList<ColdSample> ours)
    {
        var isHeadline = variant == Variants.Native;
        return
        [
            Compare($"{what}, without the time in moto", ours, Own, Show.Seconds, isHeadline ? 0.08 : null),
            Compare($"{what}, peak resident memory", ours, sample => sample.PeakBytes, Show.Bytes, isHeadline ? 0.4 : null),
            Compare($"{what}, wall clock", ours, Took, Show.Seconds, null),
            Compare($"{what}, processor time", ours, sample => sample.Processor.TotalSeconds, Show.Seconds, null),
        ];
    }

    Row Compare(string what, IReadOnlyList<ColdSample> ours, Func<ColdSample, double> cost, Func<double, string> show, double? target)
    {
        var (mine, theirs) = (Of(ours, cost), Of(peer, cost));
        var ratio = mine.Over(theirs);
        return new Row(what, show(mine.Median), show(mine.Min), $"{show(theirs.Median)} {PeerName}", ratio,
            target is { } most ? $"at most {Show.Number(most)}" : "", target is { } limit ? ratio.Median <= limit : null);
    }

    /// <summary>Where the processor's time of the leanest process went.</summary>
    static IEnumerable<Row> Milestones(Variant variant, IReadOnlyList<ColdSample> ours)
    {
        var before = TimeSpan.Zero;
        foreach (var (what, processor) in ours.MinBy(sample => sample.Processor)!.Marks)
        {
            var added = Show.Seconds((processor - before).TotalSeconds);
            yield return new Row($"{variant.Name}, processor time until {what}", Show.Seconds(processor.TotalSeconds), $"+{added}");
            before = processor;
        }
    }

    static double Took(ColdSample sample) => sample.Took.TotalSeconds;

    static double Own(ColdSample sample) => (sample.Took - sample.InMoto).TotalSeconds;

    static Samples Of(IReadOnlyList<ColdSample> samples, Func<ColdSample, double> cost) => new([.. samples.Select(cost)]);
}
