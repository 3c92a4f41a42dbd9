using DrFunctions.Core.Plans;

namespace DrFunctions.Handlers;

/// <summary>
/// Invoked by a person; lambda:InvokeFunction is the authority. A command becomes a request, which the loop takes as it takes every
/// other: it stays the only writer of the record.
/// </summary>
public sealed class OperatorHandler(App app) : Handler(app)
{
    protected override async Task<IReadOnlyList<HandlerResult>> HandleAsync(Stream input, DateTimeOffset ends)
    {
        var (command, refusal) = await OperatorCommand.ReadAsync(input);
        if (command is null)
        {
            return [HandlerResult.Refused(refusal!)];
        }

        var known = App.Plans.Plans.Select(plan => plan.Name).ToList();
        var plans = App.Plans.Plans.Where(plan => command.Plan is null || command.Plan == plan.Name).ToList();
        var answers = new OperatorAnswers(App, LookAsync);
        return plans.Count == 0
            ? [HandlerResult.Refused($"no plan that is deployed has this name, so nothing was done; there is {string.Join(", ", known)}.{Spelling.DidYouMean(command.Plan ?? "", known)}")]
            : await answers.OfAsync(command, plans, ends);
    }
}
