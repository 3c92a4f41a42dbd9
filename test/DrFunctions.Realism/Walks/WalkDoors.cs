using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// Every name of the Internet on one loopback port, told apart by the Host header. A server that is down closes the connection.
/// </summary>
sealed class WalkDoors : IAsyncDisposable
{
    /// <summary>The addresses outside both Regions that the plans name.</summary>
    static readonly string[] Outside = ["www.example.net", "aws.amazon.com"];

    readonly WebApplication app;

    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> pages = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    WalkDoors(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<WalkDoors> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var doors = new WalkDoors(builder.Build());
        doors.app.Run(doors.ServeAsync);
        await doors.app.StartAsync();
        return doors;
    }

    /// <param name="names">What each name serves, by path; null for one that nothing answers for.</param>
    public void Set(JsonObject names) => Volatile.Write(
        ref pages, names.Where(name => name.Value is not null).ToDictionary(name => name.Key, name => Served(name.Value!)));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    static IReadOnlyDictionary<string, string> Served(JsonNode paths) =>
        paths.AsObject().ToDictionary(page => page.Key, page => page.Value!.GetValue<string>());

    Task ServeAsync(HttpContext context)
    {
        var host = FrontDoor.ConnectedTo(context.Request);
        if (Outside.Contains(host))
        {
            return context.Response.WriteAsync("ok\n");
        }

        if (!Volatile.Read(ref pages).TryGetValue(host, out var served))
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = served.ContainsKey(context.Request.Path) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return context.Response.WriteAsync($"{served.GetValueOrDefault(context.Request.Path)}\n");
    }
}
