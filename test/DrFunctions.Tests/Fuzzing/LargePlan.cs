using System.Globalization;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Plans of many steps: those that cost a reader most to put into an order.</summary>
static class LargePlan
{
    public static string Of(Random random) => random.Next(6) switch
    {
        0 => Plan(10_000, _ => []),
        1 => Plan(200, step => Enumerable.Range(0, step)),
        2 => Plan(200, step => Enumerable.Range(0, 200)),
        3 => Plan(200, step => [(step + 1) % 200]),
        4 => Plan(200, step => Enumerable.Range(step + 1, 199 - step)),
        _ => Plan(200, _ => Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(210))),
    };

    static string Plan(int count, Func<int, IEnumerable<int>> after)
    {
        var steps = Enumerable.Range(0, count).Select(step => Step(step, string.Join(',', after(step).Select(id => $"\"{Id(id)}\""))));
        return $$"""
            { "name": "large", "primary": "ap-southeast-1", "standby": "ap-northeast-1",
              "trigger": { "signals": [ { "probe": "https://a.example.com/" } ] },
              "steps": [ {{string.Join(",\n", steps)}} ] }
            """;
    }

    // Each third moves traffic, so that the order before it is asked for; ids are short, so that many fit.
    static string Step(int step, string after) => step % 3 == 2
        ? $"{{\"id\":\"{Id(step)}\",\"kind\":\"route53-switch\",\"via\":\"records\",\"zone\":\"Z\",\"name\":\"a.\",\"setIdentifier\":\"s\",\"after\":[{after}]}}"
        : $"{{\"id\":\"{Id(step)}\",\"kind\":\"http-check\",\"url\":\"https://a/\",\"after\":[{after}]}}";

    static string Id(int step) => string.Create(CultureInfo.InvariantCulture, $"a{step:x}");
}
