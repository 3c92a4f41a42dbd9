using DrFunctions.Core.Records;
using Xunit.Abstractions;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// The README of examples/ec2-pilot-light, from an empty account to an empty account, with a failover and a failback by the native
/// executable. The commands are the README's own. Real are the AWS CLI, bash, dr and the functions. In place of others:
/// - AWS is moto_ecs_stacks.py, with walk_world.py for what happens by itself (boot, DNS, alarms);
/// - sam is a shim (Walks/shims) with the SAM translator; the executable comes from the makefile that `sam build` calls, built once;
/// - curl asks that DNS, and `dotnet run` does not build;
/// - the watch is woken every five seconds, and after the failover minutes pass by making record and account older (not with DR_LONG).
/// </summary>
[Collection(WalkedExamples.Name)]
public sealed class PilotLightWalkTests(PublishedFunctions functions, ITestOutputHelper output)
{
    const string Example = "examples/ec2-pilot-light";

    [Fact]
    public Task The_readme_leads_there_and_back_via_records() => WalkAsync("us-west-2", "us-east-1", new());

    /// <summary>As the README says for a primary in us-east-1.</summary>
    [Fact]
    public Task The_readme_leads_there_and_back_via_health_from_us_east_1() => WalkAsync("us-east-1", "us-west-2", new()
    {
        ["VIA"] = "health",
        ["TEMPLATE"] = $"{Example}/plan-via-health.template.json",
    });

    async Task WalkAsync(string primary, string standby, Dictionary<string, string> variables)
    {
        var isByHealth = variables.ContainsKey("VIA");
        (variables["PRIMARY"], variables["STANDBY"]) = (primary, standby);
        await using var walk = await Walk.BeginAsync(Example, functions);
        try
        {
            await walk.GoAsync("ZONE_ID", variables, SeeAsync);
        }
        finally
        {
            output.WriteLine(walk.Said);
        }

        async Task SeeAsync(string section)
        {
            var (before, after) = (World(isFailedOver: false, isByHealth), World(isFailedOver: true, isByHealth));
            var fromPrimary = $"Served from {primary}, the primary.";
            switch (section)
            {
                case "Look":
                    await walk.SeeAsync(Phase.Watching, before, fromPrimary);
                    break;
                case "Fail over":
                    await walk.SeeAsync(
                        Phase.Recovered, after, $"Served from {standby}, the standby.", NoticeKind.Prewarming, NoticeKind.FailingOver, NoticeKind.Recovered);
                    walk.LetMinutesPass();
                    break;
                case "Fail back":
                    await walk.SeeAsync(Phase.Watching, before, fromPrimary, NoticeKind.FailingBack, NoticeKind.Back);
                    break;
            }
        }
    }

    static string World(bool isFailedOver, bool isByHealth) => $$"""
        {
          "counts": [],
          "instances": { "pilot-light-standby": "{{(isFailedOver ? "running" : "stopped")}}" },
          "minimum": [],
          "switches": {{(isByHealth ? $$"""{ "pilot-light-records-switch": "{{(isFailedOver ? "ALARM" : "OK")}}" }""" : "{}")}},
          "weights": {{(isFailedOver && !isByHealth ? """{ "primary": 0, "standby": 100 }""" : """{ "primary": 100, "standby": 0 }""")}}
        }
        """;
}
