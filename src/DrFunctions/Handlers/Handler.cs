using System.Text.Json;
using Amazon.Lambda.Core;
using DrFunctions.Core.Plans;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>What all handlers share: an event comes in, the loop looks at its plans, and one sentence per plan goes out.</summary>
public abstract class Handler(App app)
{
    protected App App { get; } = app;

    internal ErrorBoundary Boundary { get; } = new(app.Log);

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
        var answer = new HandlerAnswer(await ErrorBoundary.ForEventAsync(() => AnswerAsync(input, ends)));
        foreach (var refused in answer.Results.Where(result => result.Plan is null))
        {
            App.Log.LogWarning("{Because}", refused.Because);
        }

        var output = new MemoryStream();
        JsonSerializer.Serialize(output, answer, AnswerContext.Default.HandlerAnswer);
        output.Position = 0;
        return output;
    }

    /// <exception cref="JsonException">The event does not have the form that this function takes.</exception>
    protected abstract Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends);

    /// <summary>Wakes the loop for plans side by side.</summary>
    protected Task<IReadOnlyList<HandlerResult>> WakeAllAsync(IEnumerable<Plan> plans, DateTimeOffset ends) =>
        ForEachAsync(plans, plan => WakeAsync(plan, ends));

    /// <summary>Answers for plans side by side, and for the plan files that cannot be used.</summary>
    protected async Task<IReadOnlyList<HandlerResult>> ForEachAsync(IEnumerable<Plan> plans, Func<Plan, Task<HandlerResult>> answer)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var refused = App.Plans.Refused.Select(reading => HandlerResult.Refused(
            $"the plan file {reading.File} has {reading.Mistakes.Count(mistake => !mistake.IsWarning)} mistake(s) and is not used: "
            + $"{reading.Mistakes.First(mistake => !mistake.IsWarning)}; run `dr check` on it"));
        return [.. await Task.WhenAll(plans.Select(plan => Boundary.ForPlanAsync(plan.Name, () => answer(plan)))), .. refused];
    }

    /// <summary>Wakes the loop for one plan.</summary>
    protected Task<HandlerResult> WakeAsync(Plan plan, DateTimeOffset ends)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Boundary.ForPlanAsync(plan.Name, async () => HandlerResult.Of(await App.Loop.WakeAsync(plan, ends, CancellationToken.None)));
    }
}
