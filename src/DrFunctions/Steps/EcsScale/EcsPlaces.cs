using Amazon.ECS.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Steps.EcsScale;

/// <summary>Where a service's tasks run, and why there may be no room for them: said by the name of the capacity provider.</summary>
static class EcsPlaces
{
    const string Spot = "FARGATE_SPOT";

    /// <summary>
    /// Why tasks are missing: what ECS last said of their placement, and a capacity provider whose instances are all there may be. Null if
    /// neither is known; a reason that cannot be read costs no observation.
    /// </summary>
    public static async Task<string?> TroubleAsync(EcsCalls ecs, string region, Service service, CancellationToken cancellation)
    {
        var used = UsedBy(service);
        var unplaced = Unplaced(service) is { } why ? $"ECS cannot place a task on {PlacesOf(service, used)}: {why}" : null;
        var full = await FullAsync(ecs, region, used, cancellation);
        return unplaced is null && full is null ? null : string.Join("; ", new[] { unplaced, full }.OfType<string>());
    }

    /// <summary>What may be missing on the day although nothing is wrong today; null if nothing may.</summary>
    public static async Task<string?> DoubtAsync(
        EcsCalls ecs, string region, Service service, int wanted, int needed, CancellationToken cancellation)
    {
        var set = EcsServing.Of(service).Set;
        return set?.Scale?.Value < 100 ? $"its PRIMARY task set has only {set.Scale.Value:0.#}% of the desired count"
            : OfSpot(UsedBy(service), Math.Max(wanted, service.DesiredCount ?? 0), needed)
            ?? (service.DesiredCount < wanted ? await FullAsync(ecs, region, UsedBy(service), cancellation) : null);
    }

    static List<CapacityProviderStrategyItem> UsedBy(Service service)
    {
        var own = EcsServing.Of(service).Set?.CapacityProviderStrategy;
        var strategy = own is { Count: > 0 } ? own : service.CapacityProviderStrategy ?? [];
        return [.. strategy.Where(item => item.Weight > 0 || item.Base > 0)];
    }

    /// <summary>AWS spreads tasks by base and weight, and does not turn to another provider where one lacks capacity.</summary>
    static string? OfSpot(List<CapacityProviderStrategyItem> used, int tasks, int needed)
    {
        var sure = used.Where(item => item.CapacityProvider != Spot).ToList();
        if (sure.Count == used.Count)
        {
            return null;
        }

        if (sure.Count == 0)
        {
            return $"its tasks run on {Spot} alone, spare capacity that may be gone when a Region fails: give FARGATE a base of {needed}";
        }

        var based = used.Sum(item => item.Base ?? 0);
        var kept = sure.Sum(item => item.Base ?? 0)
            + Math.Max(0, tasks - based) * sure.Sum(item => item.Weight ?? 0) / Math.Max(1, used.Sum(item => item.Weight ?? 0));
        return kept >= needed ? null
            : $"only {kept} of the {Plural.Of(needed, "task")} that must run would run elsewhere than on {Spot}, spare capacity that may be gone "
                + $"when a Region fails: give FARGATE a base of {needed}";
    }

    static string PlacesOf(Service service, List<CapacityProviderStrategyItem> used) =>
        used.Count > 0 ? string.Join(" or ", used.Select(item => item.CapacityProvider)) : service.LaunchType?.Value ?? "its cluster";

    /// <summary>
    /// ECS has nothing but the sentence of an event for it, which is over once the service was steady again. It stays while nothing is
    /// being launched: an attempt to start is newer than the event, because ECS tries again less and less often.
    /// </summary>
    static string? Unplaced(Service service)
    {
        if (service.RunningCount + service.PendingCount >= service.DesiredCount)
        {
            return null;
        }

        var newest = (service.Events ?? [])
            .Where(one => one.Message is { } message && (IsRefusal(message) || message.Contains("steady state", StringComparison.Ordinal)))
            .MaxBy(one => one.CreatedAt);
        return newest is null || !IsRefusal(newest.Message) ? null : ReasonIn(newest.Message);
    }

    static bool IsRefusal(string message) => message.Contains("unable to place a task", StringComparison.Ordinal);

    /// <summary>The first sentence of AWS's reason: the others say to try later.</summary>
    static string ReasonIn(string message)
    {
        const string reason = "Reason: ";
        var told = message.IndexOf(reason, StringComparison.Ordinal) is >= 0 and var at ? message[(at + reason.Length)..] : message;
        return told.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? told[..end] : told.TrimEnd('.');
    }

    static async Task<string?> FullAsync(
        EcsCalls ecs, string region, List<CapacityProviderStrategyItem> used, CancellationToken cancellation)
    {
        var names = used.Select(item => item.CapacityProvider);
        var named = names.Where(name => !name.StartsWith("FARGATE", StringComparison.Ordinal)).ToList();
        try
        {
            return named.Count == 0 ? null : await ecs.FullAsync(region, named, cancellation);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return null;
        }
    }
}
