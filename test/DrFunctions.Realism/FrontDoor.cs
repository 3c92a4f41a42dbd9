using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Realism;

/// <summary>
/// Every front door of the shop on one loopback port, told apart by the Host header: the primary is broken, the standby serves.
/// </summary>
sealed class FrontDoor : IAsyncDisposable
{
    readonly WebApplication app;

    FrontDoor(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<FrontDoor> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new FrontDoor(builder.Build());
        door.app.Run(context =>
        {
            context.Response.StatusCode = ConnectedTo(context.Request) switch
            {
                "singapore.shop.example.com" or "singapore-api.shop.example.com" => 503,
                "tokyo.shop.example.com" or "www.example.net" => 200,
                _ => 404,
            };
            return context.Response.WriteAsync("ok");
        });
        await door.app.StartAsync();
        return door;
    }

    /// <summary>The front door that is meant: on a bench all have one address, and a door asked for another name is in Alt-Used.</summary>
    public static string ConnectedTo(HttpRequest request) =>
        request.Headers.TryGetValue("Alt-Used", out var other) ? new HostString(other.ToString()).Host : request.Host.Host;

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
