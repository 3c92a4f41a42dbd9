using System.Text.Json;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using LocalAws;
using LocalAws.Services.ApplicationAutoScaling;
using LocalAws.Services.Ecs;

namespace DrFunctions.Tests.Functions;

/// <summary>Whether the functions' role may raise the minimum of a service's autoscaler, as the quiet look asks it.</summary>
public sealed class EcsScaleFloorTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    readonly Bench bench = new();
    readonly ScalableTarget target;

    public EcsScaleFloorTests() => target = bench.TestBench.Cloud.ApplicationAutoScaling.Add(Service, min: 0, max: 8);

    EcsService Service => bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;

    int TagsRead => bench.TestBench.Cloud.Trace.Count(call => call.Operation == "ListTagsForResource");

    [Fact]
    public void A_target_without_the_tag_is_named_with_the_command_that_tags_it()
    {
        target.Tags["team"] = "shop";

        Assert.Contains(target.Arn, Denied(RoleLimits.Tagged), StringComparison.Ordinal);
        target.Tags["dr-plan"] = "";
        Assert.Null(Denied(RoleLimits.Tagged));
    }

    [Fact]
    public void A_target_that_the_parameter_does_not_name_is_found_and_its_tag_does_not_matter()
    {
        target.Tags["dr-plan"] = "shop";

        Assert.Contains(target.Arn, Denied(RoleLimits.Read($"{target.Arn}0")), StringComparison.Ordinal);
        Assert.Null(Denied(RoleLimits.Read($"{target.Arn}0,{target.Arn}")));
        Assert.Equal(0, TagsRead);
    }

    [Fact]
    public void Where_no_minimum_is_raised_nothing_is_asked()
    {
        Assert.Null(Denied(RoleLimits.Unknown));
        target.Register(new ScalableRange(4, 8));
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(Denied(RoleLimits.Tagged));
        Assert.Equal(0, TagsRead);
    }

    [Theory]
    [InlineData("ListTagsForResource")]
    [InlineData("DescribeScalableTargets")]
    public void What_cannot_be_read_says_nothing(string operation)
    {
        var step = Seen();
        bench.TestBench.Cloud.Faults = point => point.Operation == operation ? Fault.Throttle : null;

        Assert.Null(Denied(RoleLimits.Tagged, step));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("tagged", 0)]
    [InlineData("arn:aws:1, arn:aws:2", 2)]
    public void The_environment_says_what_the_role_is_limited_to(string? text, int? named) =>
        Assert.Equal(named, RoleLimits.Read(text).ScalableTargets?.Count);

    string? Denied(RoleLimits role) => Denied(role, Seen());

    string? Denied(RoleLimits role, StepAt step)
    {
        IReadOnlyDictionary<string, string?> denied = new Dictionary<string, string?>();
        bench.TestBench.Run(async () => denied = await Kind.DryRunAsync([step], role, CancellationToken.None));
        return denied.GetValueOrDefault("api");
    }

    IDryRunKind Kind => (IDryRunKind)bench.TestBench.Kinds.Of(bench.Estate.Plan.Step("api"));

    /// <summary>The step as the quiet look hands it over.</summary>
    StepAt Seen()
    {
        JsonElement? saw = null;
        var at = new StepAt(bench.Estate.Plan, bench.Estate.Plan.Step("api"), new StepRecord(), "quiet");
        bench.TestBench.Run(async () => saw = (await Kind.ObserveAsync([at], CancellationToken.None))["api"].Saw);
        return at with { Record = at.Record with { Expected = saw } };
    }

    public void Dispose() => bench.Dispose();
}
