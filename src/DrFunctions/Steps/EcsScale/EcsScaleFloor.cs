using Amazon.ApplicationAutoScaling.Model;
using DrFunctions.Aws;

namespace DrFunctions.Steps.EcsScale;

/// <summary>
/// Whether the functions' role may raise the minimum of the services' autoscalers. Application Auto Scaling has no dry run, so the scalable
/// target is compared with what the role is limited to.
/// </summary>
sealed class EcsScaleFloor(EcsCalls ecs, RoleLimits role)
{
    /// <summary>Application Auto Scaling describes at most this many scalable targets per call.</summary>
    const int TargetsACall = 50;

    /// <param name="steps">Steps that would be started, with what was found.</param>
    public async Task<IReadOnlyDictionary<string, string?>> DeniedAsync(
        IReadOnlyList<(StepAt At, EcsScaleSettings Settings)> steps, CancellationToken cancellation)
    {
        var denied = new Dictionary<string, string?>(StringComparer.Ordinal);
        var asked = steps.Where(step => role.ScalableTargets is not null && Registers(step.At));
        foreach (var group in asked.GroupBy(step => step.At.Step.Region))
        {
            foreach (var chunk in group.Chunk(TargetsACall))
            {
                await AskAsync(group.Key, chunk, denied, cancellation);
            }
        }

        return denied;
    }

    /// <summary>The start raises the minimum of a scalable target. One is never created: a service without it has no autoscaler.</summary>
    static bool Registers(StepAt at) =>
        EcsScaleLedger.Parse(at.Record.Expected) is { MaxCapacity: not null } found && found.MinCapacity < found.Wanted;

    async Task AskAsync(
        string region, IReadOnlyList<(StepAt At, EcsScaleSettings Settings)> steps, Dictionary<string, string?> denied,
            CancellationToken cancellation)
    {
        try
        {
            foreach (var target in await ecs.TargetsAsync(region, steps.Select(step => step.Settings.ResourceId), cancellation))
            {
                var why = await DeniedAsync(region, target, cancellation);
                steps.Where(step => step.Settings.ResourceId == target.ResourceId).ToList().ForEach(step => denied[step.At.Step.Id] = why);
            }
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            // What cannot be read says nothing about the permission; the next quiet look asks again.
        }
    }

    async Task<string?> DeniedAsync(string region, ScalableTarget target, CancellationToken cancellation)
    {
        if (role.ScalableTargets is { Count: > 0 } named)
        {
            return named.Contains(target.ScalableTargetARN) ? null
                : $"the stack's parameter ScalableTargetArns does not name its scalable target {target.ScalableTargetARN}, so its minimum could not be raised";
        }

        var tags = await ecs.TagsAsync(region, target.ScalableTargetARN, cancellation);
        return tags.ContainsKey(RoleLimits.Tag) ? null
            : $"its scalable target has no tag {RoleLimits.Tag}, so its minimum could not be raised; run "
                + $"aws application-autoscaling tag-resource --region {region} --resource-arn {target.ScalableTargetARN} --tags {RoleLimits.Tag}=yes";
    }
}
