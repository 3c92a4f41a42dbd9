using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Who reads an input.</summary>
public enum Reader
{
    Plan,
    Alarm,
    Watch,
    Operator,
    Record,
    RegionFailovers,
    Items,
    Readiness,
    History,
    Claims,
    Board,
}

/// <summary>One input, the same for the same seed.</summary>
public sealed record HostileInput(int Seed, Reader Reader, byte[] Bytes)
{
    /// <summary>A plan may have 256 KiB; a little more is to be refused for that.</summary>
    const int MostOfPlan = 300_000;

    /// <summary>Lambda takes 6 MiB, which with what surrounds a value is nearly reached.</summary>
    const int MostOfEvent = 6_000_000;

    /// <summary>What SNS and EventBridge may send.</summary>
    const int MostAsynchronous = 1_040_000;

    static readonly (Reader Reader, int Weight)[] Weights =
        [(Reader.Plan, 42), (Reader.Alarm, 9), (Reader.Watch, 4), (Reader.Operator, 20), (Reader.Record, 21), (Reader.RegionFailovers, 3),
            (Reader.Items, 1), (Reader.Readiness, 4), (Reader.History, 4), (Reader.Claims, 2), (Reader.Board, 4)];

    public static HostileInput Of(int seed)
    {
        var random = new Random(seed);
        var at = random.Next(Weights.Sum(weight => weight.Weight));
        var reader = Weights.First(weight => (at -= weight.Weight) < 0).Reader;
        return new HostileInput(seed, reader, reader switch
        {
            Reader.Plan => Plan(random),
            Reader.Alarm => Alarm(random),
            Reader.Watch => Event(Corpus.Watch, random),
            Reader.Operator => Event(Corpus.Operator, random),
            Reader.Record => Mutation.Of(Corpus.Lives, random, 20_000),
            Reader.RegionFailovers => Mutation.Of(Corpus.Velocities, random, 20_000),
            Reader.Readiness => Mutation.Of(Corpus.Readinesses, random, 20_000),
            Reader.History => Mutation.Of(Corpus.Histories, random, 20_000),
            Reader.Board => Mutation.Of(Corpus.Boards, random, 20_000),
            Reader.Claims => Mutation.Of(Corpus.Claims, random, 20_000),
            _ => Mutation.Of(Corpus.Items, random, 2_000),
        });
    }

    static byte[] Plan(Random random) => random.Next(250) switch
    {
        0 => Encoding.UTF8.GetBytes(LargePlan.Of(random)),
        < 4 => Mutation.Of(Corpus.Plans, random, MostOfPlan),
        _ => Mutation.Of(Corpus.Plans, random, 20_000),
    };

    static byte[] Event(IReadOnlyList<JsonSpans> corpus, Random random) => random.Next(250) switch
    {
        0 => Mutation.Large(corpus, random, MostOfEvent),
        1 => Mutation.Large(corpus, random, MostAsynchronous),
        _ => Mutation.Of(corpus, random, 20_000),
    };

    /// <summary>In half of them the event is as SNS sends it, and what somebody published is spoilt.</summary>
    static byte[] Alarm(Random random)
    {
        if (random.Next(2) == 0)
        {
            return Event(Corpus.Alarms, random);
        }

        var json = JsonNode.Parse(Corpus.Alarms[random.Next(Corpus.Alarms.Count)].Text)!;
        Corpus.MessageIn(json)["Message"] = Encoding.UTF8.GetString(Mutation.Of(Corpus.Messages, random, 300_000));
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }
}
