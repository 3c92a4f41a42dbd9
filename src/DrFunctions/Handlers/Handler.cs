using System.Text.Json;
using Amazon.Lambda.Core;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>What all handlers do alike: an event in, the plans concerned through the loop, one sentence a plan out.</summary>
public abstract class Handler(App app)
{
    protected App App { get; } = app;

    /// <summary>Never throws for what is in the event.</summary>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = App.Log.BeginScope(new Dictionary<string, object>
        {
            ["FunctionRequestId"] = context.AwsRequestId,
            ["FunctionArn"] = context.InvokedFunctionArn,
        });
        var ends = App.Time.GetUtcNow() + context.RemainingTime;
        var answer = new HandlerAnswer(await AnswerAsync(input, ends));
        foreach (var refused in answer.Results.Where(result => result.Plan is null))
        {
            App.Log.LogWarning("{Because}", refused.Because);
        }

        var output = new MemoryStream();
        JsonSerializer.Serialize(output, answer, AnswerContext.Default.HandlerAnswer);
        output.Position = 0;
        return output;
    }

    async Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends)
    {
        try
        {
            return await HandleAsync(input, ends);
        }
        catch (JsonException e)
        {
            return [HandlerResult.Refused($"the event is not of the form that this function takes ({PrintableText.Of(e.Message)}); nothing was done")];
        }
    }

    /// <exception cref="JsonException">The event is not of the form that this function takes.</exception>
    protected abstract Task<IReadOnlyList<HandlerResult>> HandleAsync(Stream input, DateTimeOffset ends);

    /// <summary>Runs the plans side by side.</summary>
    protected Task<IReadOnlyList<HandlerResult>> RunAsync(IEnumerable<Plan> plans, DateTimeOffset ends) => RunAsync(plans, plan => LookAsync(plan, ends));

    /// <summary>Looks at the plans side by side; what goes wrong with one leaves the others alone.</summary>
    protected async Task<IReadOnlyList<HandlerResult>> RunAsync(IEnumerable<Plan> plans, Func<Plan, Task<HandlerResult>> look)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var refused = App.Plans.Refused.Select(reading => HandlerResult.Refused(
            $"the plan file {reading.File} has {reading.Mistakes.Count(mistake => !mistake.IsWarning)} mistake(s) and is not used: "
            + $"{reading.Mistakes.First(mistake => !mistake.IsWarning)}; run `dr check` on it"));
        return [.. await Task.WhenAll(plans.Select(plan => LookAsync(plan, look))), .. refused];
    }

    /// <summary>Runs one plan; never throws for what goes wrong with it.</summary>
    protected Task<HandlerResult> LookAsync(Plan plan, DateTimeOffset ends) =>
        LookAsync(plan, async one => HandlerResult.Of(await App.Loop.RunAsync(one, ends, CancellationToken.None)));

    async Task<HandlerResult> LookAsync(Plan plan, Func<Plan, Task<HandlerResult>> look)
    {
        try
        {
            return await look(plan);
        }
        catch (Exception e)
        {
            // A bug in one plan's way must not stop the others, and the next wake-up tries again.
            App.Log.LogError(e, "{PlanName}: an unexpected error", plan.Name);
            return new HandlerResult(plan.Name, null, $"no action: an unexpected error, {e.GetType().Name}: {PrintableText.Of(e.Message)}; the log has its trace");
        }
    }
}
