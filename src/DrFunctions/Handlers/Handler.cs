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

    /// <summary>What of the plan folder this deployment does not watch: in each answer, so that nobody takes silence for health.</summary>
    protected IEnumerable<HandlerResult> Unwatched =>
        Handlers.Unwatched.Sentences(App.Plans, App.Region).Select(HandlerResult.Refused);

    /// <exception cref="JsonException">The event does not have the form that this function takes.</exception>
    protected abstract Task<IReadOnlyList<HandlerResult>> AnswerAsync(Stream input, DateTimeOffset ends);

    /// <summary>Wakes the loop for plans side by side.</summary>
    protected Task<IReadOnlyList<HandlerResult>> WakeAllAsync(IEnumerable<Plan> plans, DateTimeOffset ends) =>
        ForEachAsync(plans, plan => WakeAsync(plan, ends));

    /// <summary>Answers for plans side by side, and for the plan files that cannot be used.</summary>
    protected async Task<IReadOnlyList<HandlerResult>> ForEachAsync(IEnumerable<Plan> plans, Func<Plan, Task<HandlerResult>> answer)
    {
        ArgumentNullException.ThrowIfNull(plans);
        return [.. await Task.WhenAll(plans.Select(plan => Boundary.ForPlanAsync(plan.Name, () => answer(plan)))), .. Unwatched];
    }

    /// <summary>Wakes the loop for one plan.</summary>
    protected Task<HandlerResult> WakeAsync(Plan plan, DateTimeOffset ends)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Boundary.ForPlanAsync(plan.Name, async () => HandlerResult.Of(await App.Loop.WakeAsync(plan, ends, CancellationToken.None)));
    }
}
