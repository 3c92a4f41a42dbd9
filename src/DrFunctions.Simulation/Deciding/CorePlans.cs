using DrFunctions.Core.Plans;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Plans drawn from a seed, written as people write them, with step kinds of every role that only this simulation has.</summary>
static class CorePlans
{
    public static readonly IReadOnlyList<string> Primaries = ["ap-southeast-1", "eu-west-1", "us-west-2"];

    static readonly IReadOnlyDictionary<string, StepTraits> Kinds = new Dictionary<string, StepTraits>
    {
        ["start"] = new(StepRole.Capacity, TimeSpan.FromMinutes(1), CanUndo: true) { IsIdempotent = true },
        ["make"] = new(StepRole.Capacity, TimeSpan.FromMinutes(1), CanUndo: false),
        ["check"] = new(StepRole.Verification, TimeSpan.FromMinutes(1), CanUndo: false),
        ["promote"] = new(StepRole.Data, TimeSpan.FromMinutes(1), CanUndo: false),
        ["switch"] = new(StepRole.Traffic, TimeSpan.FromMinutes(1), CanUndo: true) { IsIdempotent = true },
    };

    public static Plan Draw(Random random, int number, string primary, Random brownOuts)
    {
        var text = $$"""{ "name": "p{{number}}", "primary": "{{primary}}", "standby": "ap-northeast-1", "trigger": {{Trigger(random, brownOuts)}}, "steps": [ {{string.Join(", ", Steps(random))}} ] }""";
        var reading = PlanFile.Read("drawn.json", text, Kinds);
        return reading.Plan ?? throw new InvalidOperationException($"{string.Join("\n", reading.Mistakes)}\n{text}");
    }

    static string Trigger(Random random, Random brownOuts)
    {
        var probes = random.Next(0, 3);
        var alarms = probes == 0 ? random.Next(1, 3) : random.Next(0, 2);
        var signals = Enumerable.Range(0, alarms).Select(n => $$"""{ "alarm": "a{{n}}", "region": "us-east-1" }""")
            .Concat(Enumerable.Range(0, probes).Select(n => $$"""{ "probe": "https://s{{n}}.example.com/" }"""));
        var mode = random.Next(10) switch { < 6 => "automatic", < 9 => "approval", _ => "shadow" };
        var more = $"{(random.Next(2) == 0 ? """, "reference": ["https://www.example.net/"]""" : "")}"
            + $"{(random.Next(3) == 0 ? """, "witnesses": "any" """ : "")}"
            + $"{(probes > 0 && random.Next(4) == 0 ? """, "deploying": { "alarm": "d", "region": "ap-northeast-1" }""" : "")}"
            + brownOuts.Next(6) switch { 0 => """, "down": "2 of 3" """, 1 => """, "down": "4 of 6" """, 2 => """, "down": "3 of 4" """, _ => "" };
        return $$"""
            { "mode": "{{mode}}", "signals": [ {{string.Join(", ", signals)}} ], "atLeast": {{random.Next(1, alarms + probes + 1)}}, "alarmOnly": true,
              "for": "{{random.Next(4) * random.Next(1, 25)}}s", "cooldown": "{{(random.Next(3) == 0 ? 60 : random.Next(1, 20))}}m",
              "approvalTimeout": "{{random.Next(60, 200)}}s", "onApprovalTimeout": "{{(random.Next(2) == 0 ? "stop" : "proceed")}}"{{more}} }
            """;
    }

    /// <summary>
    /// A few steps of every kind, each after some earlier steps, and traffic always after a check, in any order of the file.
    /// </summary>
    static IEnumerable<string> Steps(Random random)
    {
        var (steps, count, check) = (new List<string>(), random.Next(10) == 0 ? random.Next(5, 9) : random.Next(1, 5), "");
        for (var i = 0; i < count; i++)
        {
            var last = i == count - 1 && check.Length > 0;
            var kind = random.Next(9) switch { 0 => "make", 1 => "promote", 2 or 3 => "check", _ when last => "switch", 4 when check.Length > 0 => "switch", _ => "start" };
            var after = Enumerable.Range(0, i).Where(_ => random.Next(3) == 0).Select(n => $"\"s{n}\"").ToHashSet();
            if (kind == "switch")
            {
                after.Add(check);
            }

            check = kind == "check" ? $"\"s{i}\"" : check;
            var more = kind == "start" ? $"{(random.Next(3) == 0 ? ", \"prewarm\": true" : "")}{(random.Next(5) == 0 ? ", \"drill\": false" : "")}" : "";
            var onLimit = random.Next(4) == 0 ? "ask" : "again";
            steps.Add($$"""{ "id": "s{{i}}", "kind": "{{kind}}", "limit": "{{random.Next(10, 61)}}s", "attempts": {{random.Next(1, 4)}}, "onLimit": "{{onLimit}}", "after": [{{string.Join(", ", after)}}]{{more}} }""");
        }

        return steps.OrderBy(_ => random.Next());
    }
}
