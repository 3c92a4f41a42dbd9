using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using AWS.Lambda.Powertools.Logging;
using DrFunctions;
using DrFunctions.Handlers;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

using var logging = LoggerFactory.Create(builder => builder.AddPowertoolsLogger(options =>
{
    options.Service = "DrFunctions";
    options.MinimumLogLevel = LogLevel.Information;
}));
var log = logging.CreateLogger("DrFunctions");
Handler? handler = null;

// Errors of the deployment are found before the first event, and reported as init errors.
Task<bool> StartAsync()
{
    handler = Create(Environment.GetEnvironmentVariable("DR_FUNCTION"), new App(Settings.FromEnvironment(), Outside.Real, log));
    return Task.FromResult(true);
}

// The table of functions: one line each.
static Handler Create(string? function, App app) => function switch
{
    "alarm" => new AlarmHandler(app),
    "watch" => new WatchHandler(app),
    "operator" => new OperatorHandler(app),
    _ => throw new InvalidOperationException($"DR_FUNCTION is \"{function}\"; it must be alarm, watch or operator."),
};

// Started by hand there is no Lambda to report an error to, nor to take an event from: a sentence is enough.
async Task<string> ByHandAsync()
{
    try
    {
        await StartAsync();
        return "The environment variable AWS_LAMBDA_RUNTIME_API is not set: this program takes its events from AWS Lambda. Start it by sam local invoke; README.md says how.";
    }
    catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
    {
        return e.Message;
    }
}

if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")))
{
    await Console.Error.WriteLineAsync(await ByHandAsync());
    return 1;
}

using var bootstrap = LambdaBootstrapBuilder.Create((Stream input, ILambdaContext context) => handler!.HandleAsync(input, context))
    .UseBootstrapHandler(StartAsync)
    .Build();
await bootstrap.RunAsync();
return 0;
