using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using DrFunctions.Aws;

namespace DrFunctions.Cli;

/// <summary>The outputs of a stack, or why they cannot be used.</summary>
/// <param name="Wrong">A sentence's middle that says what to do; null if the outputs can be used.</param>
/// <param name="IsFailure">AWS gave no answer, or denied it.</param>
sealed record StackReading(
    NamedStack Stack, IReadOnlyDictionary<string, string> Outputs, string? Wrong = null, bool IsFailure = false);

/// <summary>Reads the outputs of CloudFormation's stacks.</summary>
sealed class StackReader(AwsClients aws, Calls calls)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static readonly HashSet<string> CannotBeUpdated =
        [StackStatus.CREATE_FAILED, StackStatus.DELETE_FAILED, StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED];

    public async Task<StackReading> ReadAsync(NamedStack stack, CancellationToken cancellation)
    {
        try
        {
            var request = new DescribeStacksRequest { StackName = stack.Id };
            var answer = await calls.AskAsync(Patience, token => Client(stack.Region).DescribeStacksAsync(request, token), cancellation);
            return answer.Stacks is [var found, ..] ? Judge(stack, found) : Missing(stack);
        }
        catch (AmazonCloudFormationException e) when (IsMissing(e))
        {
            return Missing(stack);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return Unusable(stack, $"the stack {stack.Title} cannot be read: {AwsErrors.Describe(e)}; check the Region, your credentials and "
                + "that they allow cloudformation:DescribeStacks.") with { IsFailure = true };
        }
    }

    /// <summary>The API has no exception of its own for it.</summary>
    static bool IsMissing(AmazonCloudFormationException e) =>
        e.ErrorCode == "ValidationError" && e.Message.Contains("does not exist", StringComparison.Ordinal);

    static StackReading Judge(NamedStack stack, Stack found)
    {
        var status = found.StackStatus?.Value ?? "without a status";
        if (!IsComplete(status))
        {
            return Unusable(stack, $"the stack {stack.Title} is {status}; "
                + (status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) ? "try again when that has ended."
                    : CannotBeUpdated.Contains(status) ? "CloudFormation can only delete it; do that, and deploy it again."
                    : "deploy it again first."));
        }

        return found.Outputs is { Count: > 0 } outputs
            ? new StackReading(stack, outputs.ToDictionary(output => output.OutputKey, output => output.OutputValue ?? ""))
            : Unusable(stack, $"the stack {stack.Title} has no outputs; correct {stack.Option}, or add the output to its template.");
    }

    /// <summary>A stack that was rolled back when it was created has no resources.</summary>
    static bool IsComplete(string status) =>
        status.EndsWith("_COMPLETE", StringComparison.Ordinal) && status != StackStatus.DELETE_COMPLETE && status != StackStatus.ROLLBACK_COMPLETE;

    static StackReading Missing(NamedStack stack) =>
        Unusable(stack, $"there is no stack {stack.Title}; correct {stack.Option}, or deploy the stack first.");

    static StackReading Unusable(NamedStack stack, string wrong) => new(stack, new Dictionary<string, string>(), wrong);

    AmazonCloudFormationClient Client(string region) => aws.Client<AmazonCloudFormationClient, AmazonCloudFormationConfig>(
        region, (keys, config) => new(keys, config), config => new(config));
}
