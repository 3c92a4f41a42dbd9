using System.Text.Json.Nodes;
using LocalAws;
using LocalAws.Services.Ec2;

namespace DrFunctions.Tests.LocalAws;

/// <summary>What services tell EventBridge, and when.</summary>
public sealed class EventBusTests : IDisposable
{
    const string Tokyo = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;
    readonly Ec2Instance instance;
    readonly List<(DateTimeOffset At, BusEvent Event)> arrived = [];

    public EventBusTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        instance = cloud.Ec2.Add(Tokyo, "i-0123456789abcdef0");
        cloud.World.Events.Deliver = one => arrived.Add((clock.GetUtcNow(), one));
    }

    IEnumerable<string?> States => arrived.Select(one => (string?)one.Event.Detail["state"]);

    [Fact]
    public void An_instance_tells_each_state_when_it_has_come()
    {
        var began = clock.GetUtcNow();
        instance.Start();
        Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["pending", "running"], States);
        var (at, running) = arrived[1];
        Assert.InRange(at - began, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(22));
        Assert.Equal(("aws.ec2", "EC2 Instance State-change Notification"), (running.Source, running.DetailType));
        var json = JsonNode.Parse(running.Json)!;
        Assert.Equal(("i-0123456789abcdef0", $"arn:aws:ec2:{Tokyo}:123456789012:instance/i-0123456789abcdef0", Tokyo),
            ((string?)json["detail"]!["instance-id"], (string?)json["resources"]![0], (string?)json["region"]));
    }

    [Fact]
    public void A_state_that_never_came_is_not_told()
    {
        instance.Start();
        Pass(TimeSpan.FromSeconds(2));
        instance.Stop();
        Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(["pending", "stopping", "stopped"], States);
    }

    [Fact]
    public void A_service_tells_that_it_is_steady_once_for_each_change()
    {
        var service = cloud.Ecs.Add(Tokyo, "shop", "api", 0);
        service.SetDesired(2);
        Pass(TimeSpan.FromSeconds(20));
        service.SetDesired(3);
        Pass(TimeSpan.FromMinutes(5));

        var (at, steady) = Assert.Single(arrived);
        Assert.Equal((service.Arn, "SERVICE_STEADY_STATE", 3), (steady.Resource, (string?)steady.Detail["eventName"], service.Ready));
        Assert.True(at > clock.GetUtcNow().AddMinutes(-5));
    }

    [Fact]
    public void Events_are_lost_with_their_Region_and_may_come_twice()
    {
        cloud.World.Events.Copies = _ => 2;
        instance.Start();
        cloud.World.Darken(Tokyo, clock.GetUtcNow().AddSeconds(3));
        Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["pending", "pending"], States);
        Assert.Equal(arrived[0].Event.Json, arrived[1].Event.Json);
    }

    void Pass(TimeSpan time) => Pump.Run(clock, () => Task.Delay(time, clock));

    public void Dispose() => cloud.Dispose();
}
