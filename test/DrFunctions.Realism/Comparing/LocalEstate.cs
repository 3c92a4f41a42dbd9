using DrFunctions.Simulation.Bench;
using DrFunctions.Tests;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.ElasticLoadBalancing;
using LocalAws.Services.Route53;
using LocalAws;

namespace DrFunctions.Realism.Comparing;

/// <summary>LocalAws on a port, furnished as moto_world.py furnishes moto; its time moves only when a test moves it.</summary>
sealed class LocalEstate : IAsyncDisposable
{
    public const string Region = "ap-northeast-1";
    public const string AlarmRegion = "us-east-1";

    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    Loopback? port;

    public LocalEstate()
    {
        // Rate limits and lagging reads are switched off, because moto has neither.
        Cloud = new LocalCloud(clock, seed: 1) { Latency = false, Buckets = null };
        Cloud.World.ReadLag = TimeSpan.Zero;
        Cloud.Lambda.Has = arn => arn.EndsWith(":WatchFunction", StringComparison.Ordinal);
        Ids = Furnish();
    }

    public LocalCloud Cloud { get; }

    /// <summary>The ids of this estate for the resources whose ids moto generates.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; }

    public async Task<Uri> OpenAsync() => (port ??= await Loopback.StartAsync(Cloud)).Address;

    /// <summary>Moves the world's time. No call may be under way.</summary>
    public void Wait(TimeSpan time)
    {
        var over = false;
        using var timer = clock.CreateTimer(_ => over = true, null, time, Timeout.InfiniteTimeSpan);
        while (!over)
        {
            clock.FireNext();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (port is not null)
        {
            await port.DisposeAsync();
        }

        Cloud.Dispose();
    }

    Dictionary<string, string> Furnish()
    {
        var (stopped, terminated) = (Cloud.Ec2.Add(Region), Cloud.Ec2.Add(Region));
        terminated.Terminate();
        var group = Group();
        Cloud.Ecs.Add(Region, "shop", "api", 0, group);
        var green = Cloud.ElasticLoadBalancing.Add(Region, new TargetGroup(Cloud.World, Region, "shop-green") { Port = 80 });
        Cloud.Ecs.AddUnder("EXTERNAL", Region, "shop", "sets", 0, group, green);
        var rule = Cloud.ElasticLoadBalancing.AddRule(Region, "shop", isListener: false, group, green);
        var listener = Cloud.ElasticLoadBalancing.AddRule(Region, "shop", isListener: true, group, green);
        Cloud.Ecs.AddProvider("shop-provider", Cloud.AutoScaling.Add(Region, "shop-instances", 0, 2), tasksAnInstance: 1);
        Cloud.ApplicationAutoScaling.Add(Cloud.Ecs.Find(Region, "shop", "api")!, min: 0, max: 2);
        Cloud.CloudWatch.Add(new MetricAlarm(AlarmRegion, "shop-primary-unhealthy", Cloud.World.Now) { Dimensions = [("HealthCheckId", "3f6b1d0e")] });
        Cloud.DynamoDb.CreateTable(Region, "drfunctions");
        HomeEstate.Watched(Cloud, Files.Shop().Plan!);
        Cloud.FrontDoors.Set("singapore.shop.example.com", _ => new DoorAnswer(200));
        Cloud.Route53.CreateHealthCheck("hc-1", new HealthCheckSettings("HTTPS") { Host = "singapore.shop.example.com" });
        Cloud.Route53.CreateZone("Z123", "example.com.");
        Cloud.Route53.Put("Z123",
            new RecordSet("shop.example.com.", "A") { SetIdentifier = "primary", Weight = 100, Ttl = 60, Values = ["203.0.113.10"] },
            new RecordSet("shop.example.com.", "A") { SetIdentifier = "standby", Weight = 0, Ttl = 60, Values = ["203.0.113.20"] },
            new RecordSet("www.example.com.", "A") { Ttl = 60, Values = ["203.0.113.30"] });
        Wait(TimeSpan.FromMinutes(3));
        // The alarm has no data, so the state that was set lasts until the alarm's next evaluation.
        Cloud.CloudWatch.SetState(AlarmRegion, "shop-primary-unhealthy", "ALARM", "Threshold Crossed");
        return new Dictionary<string, string>
        {
            ["instance"] = stopped.Id, ["terminated"] = terminated.Id, ["zone"] = "Z123", ["table"] = "drfunctions", ["check"] = "hc-1",
            ["rule"] = rule.Arn, ["listener"] = listener.Arn, ["green"] = green.Arn,
            ["topic"] = Cloud.Sns.CreateTopic(Region, "drfunctions-notices"),
        };
    }

    /// <summary>The service's group, in which moto's estate has four addresses although the service has no tasks.</summary>
    TargetGroup Group()
    {
        var group = Cloud.ElasticLoadBalancing.Add(Region, new TargetGroup(Cloud.World, Region, "shop-api") { Port = 80 });
        for (var last = 4; last < 8; last++)
        {
            group.Register($"10.0.0.{last}");
        }

        return group;
    }
}
