using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Realism;

/// <summary>
/// The front doors of one estate: the standby's answers only once the test allows it, the primary's while the primary is up.
/// </summary>
sealed class StandbyDoors : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<DateTimeOffset> good = [];

    StandbyDoors(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public bool PrimaryIsUp { get; set; }

    /// <summary>Whether the standby has everything that it needs.</summary>
    public Func<bool> StandbyServes { get; set; } = () => false;

    /// <summary>The times at which the standby gave a good answer.</summary>
    public IReadOnlyList<DateTimeOffset> Good
    {
        get
        {
            lock (good)
            {
                return [.. good];
            }
        }
    }

    public static async Task<StandbyDoors> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var doors = new StandbyDoors(builder.Build());
        doors.app.Run(context =>
        {
            context.Response.StatusCode = doors.Status(FrontDoor.ConnectedTo(context.Request));
            return context.Response.WriteAsync("ok");
        });
        await doors.app.StartAsync();
        return doors;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    int Status(string host)
    {
        switch (host)
        {
            case "www.example.net":
                return 200;
            case "tokyo.shop.example.com":
                if (!StandbyServes())
                {
                    return 503;
                }

                lock (good)
                {
                    good.Add(DateTimeOffset.UtcNow);
                }

                return 200;
            default:
                return PrimaryIsUp ? 200 : 503;
        }
    }
}
