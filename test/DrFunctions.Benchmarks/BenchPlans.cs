using System.Globalization;
using System.Text;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Benchmarks;

/// <summary>The example plan, and plans of any size made of its four steps.</summary>
static class BenchPlans
{
    static readonly Calls Calls = new(TimeProvider.System);

    /// <summary>The step kinds as `dr check` uses them: reading plans needs neither network nor credentials.</summary>
    public static StepKinds Kinds { get; } = new(new AwsClients(), new Prober(Calls), Calls, TimeProvider.System);

    /// <summary>The example, examples/shop.json, which is copied beside this program.</summary>
    public static string ShopText { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "shop.json"));

    public static PlanReading Shop { get; } = Kinds.Read("examples/shop.json", ShopText);

    /// <summary>An application with any number of steps, in groups of four: an instance, a service, an http-check, and traffic.</summary>
    public static Plan Of(int steps, string name = "large") => Good(Text(steps, name));

    public static Plan Good(string text)
    {
        var reading = Kinds.Read("large.json", text);
        return reading.Plan ?? throw new InvalidOperationException($"The plan of the benchmark has mistakes: {reading.Mistakes[0]}");
    }

    public static string Text(int steps, string name = "large")
    {
        var all = new StringBuilder();
        for (var number = 0; number < steps / 4; number++)
        {
            all.Append(number == 0 ? "" : ",\n").Append(CultureInfo.InvariantCulture, $$"""
                    { "id": "web{{number}}", "kind": "ec2-start", "instances": ["i-0123456789{{number:x7}}"] },
                    { "id": "api{{number}}", "kind": "ecs-scale", "cluster": "{{name}}", "service": "api{{number}}", "desired": 4 },
                    { "id": "healthy{{number}}", "kind": "http-check", "url": "https://tokyo{{number}}.example.com/health", "after": ["web{{number}}", "api{{number}}"] },
                    { "id": "traffic{{number}}", "kind": "route53-switch", "via": "records", "zone": "Z123", "name": "s{{number}}.example.com.",
                      "type": "A", "setIdentifier": "standby", "after": ["healthy{{number}}"] }
                """);
        }

        return WithSteps(all.ToString(), name);
    }

    public static string WithSteps(string steps, string name = "large") => $$"""
            {
              "name": "{{name}}",
              "primary": "ap-southeast-1",
              "standby": "ap-northeast-1",
              "strategy": "pilot-light",
              "trigger": {
                "signals": [
                  { "alarm": "{{name}}-primary-unhealthy", "region": "us-east-1" },
                  { "probe": "https://singapore.{{name}}.example.com/health" },
                  { "probe": "https://singapore-api.{{name}}.example.com/deep-health" }
                ],
                "atLeast": 2, "for": "60s"
              },
              "steps": [
            {{steps}}
              ]
            }
            """;
}
