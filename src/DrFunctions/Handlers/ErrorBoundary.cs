using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Looping;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Handlers;

/// <summary>
/// The one place where an exception becomes an answer and a line in the log. An error of one plan does not affect the others. An unexpected
/// error outside of any plan goes on to Lambda, which counts it as an error of the function.
/// </summary>
sealed class ErrorBoundary(ILogger log)
{
    /// <summary>Answers an event as a whole.</summary>
    public static async Task<IReadOnlyList<HandlerResult>> ForEventAsync(Func<Task<IReadOnlyList<HandlerResult>>> answer)
    {
        try
        {
            return await answer();
        }
        catch (JsonException e)
        {
            return [HandlerResult.Refused($"the event is not of the form that this function takes ({PrintableText.Of(e.Message)}); nothing was done")];
        }
    }

    /// <summary>Wakes the loop for a plan.</summary>
    public Task<HandlerResult> ForPlanAsync(string plan, Func<Task<HandlerResult>> wake) =>
        ForPlanAsync(plan, e => Sentences.Of(StoreErrors.NoAction(e)), wake);

    /// <param name="withoutStore">What is answered if the state table cannot be used.</param>
    public Task<HandlerResult> ForPlanAsync(string plan, Func<Exception, string> withoutStore, Func<Task<HandlerResult>> answer) =>
        CatchAsync(plan, withoutStore, answer, result => result);

    /// <summary>Answers what concerns several plans together.</summary>
    public Task<IReadOnlyList<HandlerResult>> ForPlansAsync(
        Func<Exception, string> withoutStore, Func<Task<IReadOnlyList<HandlerResult>>> answer) =>
        CatchAsync(null, withoutStore, answer, result => [result]);

    async Task<T> CatchAsync<T>(string? plan, Func<Exception, string> withoutStore, Func<Task<T>> answer, Func<HandlerResult, T> failed)
    {
        try
        {
            return await answer();
        }
        catch (Exception e) when (StoreErrors.Is(e))
        {
            var because = withoutStore(e);
            log.LogInformation("{PlanName} {Phase}: {Because}", plan ?? "all plans", "unknown", because);
            return failed(new HandlerResult(plan, null, because, StoreErrors.OutcomeOf(e)));
        }
        catch (Exception e)
        {
            // A bug that one plan meets must not stop the others, and the next wake-up tries again.
            log.LogError(e, "{PlanName}: an unexpected error", plan ?? "all plans");
            return failed(
                new HandlerResult(
                    plan, null, Sentences.Of(new NoAction(new UnexpectedError(e.GetType().Name, PrintableText.Of(e.Message)))),
                        WakeOutcome.Failed));
        }
    }
}
