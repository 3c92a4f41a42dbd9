using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using DrFunctions.Handlers;

namespace DrFunctions.LocalAws.Lambda;

/// <summary>A small Lambda: it starts a handler for each event, in the world's time, and tells it how long it has.</summary>
public sealed class LambdaPlatform(World world)
{
    readonly SortedDictionary<string, (Handler Handler, TimeSpan Timeout)> functions = new(StringComparer.Ordinal);
    readonly HashSet<string> warm = new(StringComparer.Ordinal);

    /// <summary>Invocations that are under way.</summary>
    public int Running { get; private set; }

    public int Invocations { get; private set; }

    /// <summary>Invocations that were killed before they answered.</summary>
    public int Killed { get; private set; }

    /// <summary>What went wrong in an invocation; a handler answers, so this is a bug.</summary>
    public Exception? Failure { get; private set; }

    public static string ArnOf(string region, string function) => $"arn:aws:lambda:{region}:{World.Account}:function:{function}";

    /// <summary>Deploys a handler under its function's name or ARN.</summary>
    /// <param name="timeout">As template.yaml gives it.</param>
    public void Deploy(string function, Handler handler, TimeSpan timeout) => functions[function] = (handler, timeout);

    /// <summary>Delivers an event; the invocation goes on by itself.</summary>
    public async void Invoke(string function, string json)
    {
        try
        {
            await InvokeAsync(function, json);
        }
        catch (Exception e)
        {
            Failure ??= e;
        }
    }

    /// <summary>Delivers an event and brings the answer.</summary>
    public async Task<string> InvokeAsync(string function, string json)
    {
        var number = ++Invocations;
        Running++;
        Caller.Current = new Caller(() =>
        {
            Running--;
            Killed++;
        });
        try
        {
            // A cold start takes its time; a warm one does not show.
            await Task.Delay(warm.Add(function) ? world.DrawSeconds($"cold {function}", 0.4, 1.0) : TimeSpan.FromMilliseconds(5), world.Time);
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(json));
            var (handler, timeout) = functions[function];
            using var output = await handler.HandleAsync(input, new Context(world, function, number, world.Now + timeout));
            using var reader = new StreamReader(output);
            return await reader.ReadToEndAsync();
        }
        finally
        {
            if (!Caller.Current.IsDead)
            {
                Running--;
            }
        }
    }

    /// <summary>The event that the one-minute schedule sends.</summary>
    public string ScheduledEvent(string region) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"version":"0","id":"{{{world.NewUuid()}}}","detail-type":"Scheduled Event","source":"aws.events","account":"{{{World.Account}}}","time":"{{{world.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}}","region":"{{{region}}}","resources":["arn:aws:events:{{{region}}}:{{{World.Account}}}:rule/drfunctions-watch"],"detail":{}}""");

    sealed class Context(World world, string function, int number, DateTimeOffset ends) : ILambdaContext
    {
        public string AwsRequestId => $"00000000-0000-4000-8000-{number:x12}";

        public IClientContext ClientContext => null!;

        public string FunctionName => function;

        public string FunctionVersion => "$LATEST";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => function;

        public ILambdaLogger Logger => null!;

        public string LogGroupName => $"/aws/lambda/{function}";

        public string LogStreamName => "rehearsal";

        public int MemoryLimitInMB => 512;

        public TimeSpan RemainingTime => ends - world.Now;
    }
}
