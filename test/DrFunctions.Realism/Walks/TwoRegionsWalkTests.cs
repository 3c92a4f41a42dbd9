using DrFunctions.Core.Records;
using Xunit.Abstractions;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// The README of examples/ecs-two-regions, as <see cref="PilotLightWalkTests"/> walks the other one. Besides, docker is a shim: a push is an
/// image in moto's ECR, copied as the registry's rules say.
/// </summary>
[Collection(WalkedExamples.Name)]
public sealed class TwoRegionsWalkTests(PublishedFunctions functions, ITestOutputHelper output)
{
    const string Example = "examples/ecs-two-regions";

    /// <summary>The least number of tasks in the primary, so what its service has.</summary>
    const int OfPrimary = 2;

    [Fact]
    public Task The_readme_leads_there_and_back_via_records() => WalkAsync(idle: 0, isByHealth: false, new());

    [Fact]
    public Task The_readme_leads_there_and_back_via_health_with_a_warm_standby() => WalkAsync(idle: 1, isByHealth: true, new()
    {
        ["VIA"] = "health",
        ["STRATEGY"] = "warm-standby",
    });

    async Task WalkAsync(int idle, bool isByHealth, Dictionary<string, string> variables)
    {
        await using var walk = await Walk.BeginAsync(Example, functions);
        try
        {
            await walk.GoAsync("ZONE", variables, SeeAsync);
        }
        finally
        {
            output.WriteLine(walk.Said);
        }

        async Task SeeAsync(string section)
        {
            var before = World(idle, isFailedOver: false, isByHealth);
            switch (section)
            {
                case "Look":
                    await walk.SeeAsync(Phase.Watching, before, "served from us-west-2");
                    break;
                case "Fail over":
                    await walk.SeeAsync(Phase.Recovered, World(OfPrimary, isFailedOver: true, isByHealth), "served from us-east-2",
                        NoticeKind.Prewarming, NoticeKind.FailingOver, NoticeKind.Recovered);
                    walk.LetMinutesPass();
                    break;
                case "Fail back":
                    await walk.SeeAsync(Phase.Watching, before, "served from us-west-2", NoticeKind.FailingBack, NoticeKind.Back);
                    break;
            }
        }
    }

    static string World(int tasks, bool isFailedOver, bool isByHealth) => $$"""
        {
          "counts": [[{{tasks}}, {{tasks}}]],
          "instances": {},
          "minimum": [{{tasks}}],
          "switches": {{(isByHealth ? $$"""{ "two-regions-switch": "{{(isFailedOver ? "ALARM" : "OK")}}" }""" : "{}")}},
          "weights": {{(isFailedOver && !isByHealth ? """{ "primary": 0, "standby": 100 }""" : """{ "primary": 100, "standby": 0 }""")}}
        }
        """;
}
