using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>Starts standby instances that are stopped.</summary>
public sealed class Ec2StartStep(AwsClients aws, Calls calls, TimeProvider time) : UndoableKind<Ec2StartSettings>, IDryRunKind
{
    // EC2 takes at most 200 values per filter and 100 ids per status call.
    const int FilterValues = 200;
    const int StatusIds = 100;

    readonly Ec2Suspects starts = new();
    readonly Ec2Suspects stops = new();
    readonly ConcurrentDictionary<(string Plan, string Step), List<string>> running = new();

    public override string Name => "ec2-start";

    protected override StepRole Role => StepRole.Capacity;

    protected override bool IsIdempotent => true;

    protected override TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    public override Grant Grant { get; } = new("Ec2Start",
        ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:StartInstances", "ec2:StopInstances"]);

    protected override Ec2StartSettings? Read(Fields fields) => Ec2StartSettings.Read(fields);

    protected override bool Concerns(Ec2StartSettings settings, string resource) => settings.Instances?.Contains(resource) ?? true;

    /// <summary>By their ids or, where the plan names tags, the filter: equal filters in a Region mean the same instances.</summary>
    protected override IReadOnlyList<string> ResourcesOf(Step step, Ec2StartSettings settings) => settings.Instances is { } ids
        ? [.. ids.Order(StringComparer.Ordinal).Select(id => $"{step.Region}/{id}")]
        : [$"{step.Region}/{string.Join(",", settings.Tags!.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}"];

    protected override string Says(Step step, Ec2StartSettings settings)
    {
        var which = settings.Instances is { } ids ? string.Join(", ", ids) : $"tagged {string.Join(", ", settings.Tags!.Select(tag => $"{tag.Key}={tag.Value}"))}";
        var minimum = settings.Minimum is { } least ? $"; {least} of them must run" : "";
        return $"start the EC2 instances {which} in {step.Region}, unless they run already{minimum}";
    }

    protected override async Task<StepObservation> ObserveAsync(StepAt at, Ec2StartSettings settings, CancellationToken cancellation)
    {
        var (found, status) = await SeeAsync(at, settings, cancellation);
        var verified = at.Plan.Steps.Any(step => step.Traits.Role == StepRole.Verification && at.Plan.Before(step).Contains(at.Step));
        var wanted = settings.Instances ?? [.. found.Where(IsThere).Select(instance => instance.InstanceId).Order(StringComparer.Ordinal)];
        var before = Ec2StartLedger.Parse(at.Record.Expected);
        return Ec2StartReadiness.Of(wanted, found, status, verified, before).Reading(settings);
    }

    /// <summary>EC2 lists a terminated instance, with its tags, for about an hour: nobody who tags instances means it.</summary>
    static bool IsThere(Instance instance) =>
        instance.State?.Name != InstanceStateName.Terminated && instance.State?.Name != InstanceStateName.ShuttingDown;

    /// <summary>All steps of a Region share its rates, and therefore their calls.</summary>
    protected override object StartGroupOf(StepAt step, Ec2StartSettings settings) => step.Step.Region;

    protected override async Task<IEnumerable<(string Id, StartOutcome Outcome)>> StartGroupAsync(
        IReadOnlyList<(StepAt At, Ec2StartSettings Settings)> group, CancellationToken cancellation)
    {
        var wanted = group.Select(step => (step.At.Step.Id, Instances: ToStart(step.At))).ToList();
        var (region, saved) = (group[0].At.Step.Region, group[0].At.Saved);
        var batches = new Ec2Batches(calls, RateLimit.StartInstances, RateLimit.InstancesStarted, region, starts, saved,
            (ids, token) => aws.Ec2(region).StartInstancesAsync(new StartInstancesRequest { InstanceIds = ids }, token));
        await batches.SendAsync(wanted.SelectMany(step => step.Instances), cancellation);
        return wanted.Select(step => (step.Id, batches.Of(step.Instances)));
    }

    public async Task<IReadOnlyDictionary<string, string?>> DryRunAsync(
        IReadOnlyList<StepAt> steps, RoleLimits role, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var denied = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            denied[step.Step.Id] = await DeniedAsync(step.Step.Region, ToStart(step), cancellation);
        }

        return denied;
    }

    /// <summary>
    /// Asks in the batches of a real start. It waits for no turn of the pacer, whose tokens belong to starts: it is asked while nothing
    /// moves.
    /// </summary>
    async Task<string?> DeniedAsync(string region, List<string> ids, CancellationToken cancellation)
    {
        foreach (var batch in ids.Chunk(Ec2Suspects.Most))
        {
            try
            {
                var request = new StartInstancesRequest { InstanceIds = [.. batch], DryRun = true };
                await calls.AskAsync(token => aws.Ec2(region).StartInstancesAsync(request, token), cancellation);
            }
            catch (Exception e) when (AwsErrors.IsDenied(e))
            {
                return AwsErrors.Describe(e);
            }
            catch (Exception e) when (AwsErrors.Is(e))
            {
                // DryRunOperation means yes. Any other error says nothing about the permission.
            }
        }

        return null;
    }

    protected override async Task<StepObservation> ObserveUndoAsync(StepAt step, Ec2StartSettings settings, CancellationToken cancellation)
    {
        var ours = Ours(step);
        return ours.Count > 0 && IsRecent(step.Record.StartedAt, step.Record.Answer, time)
            ? StepObservation.Working("its start is so new that a look may not show it yet")
            : Ec2StartUndo.Of(
                ours, await DescribeAsync(step.Step.Region, new Ec2StartSettings(ours, null, null), cancellation), step.Record.StartedAt);
    }

    protected override async Task<StartOutcome> UndoOneAsync(StepAt step, Ec2StartSettings settings, CancellationToken cancellation)
    {
        var ids = Ec2Running.Parse(step.Record.Undo?.Expected)?.Running ?? throw new InvalidOperationException("An undo is saved together with what it found.");
        var region = step.Step.Region;
        var batches = new Ec2Batches(calls, RateLimit.StopInstances, RateLimit.InstancesStopped, region, stops, step.Saved,
            (chunk, token) => aws.Ec2(region).StopInstancesAsync(new StopInstancesRequest { InstanceIds = chunk }, token));
        await batches.SendAsync(ids, cancellation);
        return batches.Of([.. ids]);
    }

    protected override string SaysUndo(StepAt step, Ec2StartSettings settings) => Ours(step) is { Count: > 0 } ours
        ? $"stop {Ec2StartUndo.Say(ours)} in {step.Step.Region}, unless stopped already, as before"
        : "leave the instances as they are: none was started by us";

    /// <summary>
    /// The instances that were stopped before our first start, and those that were stopping then, if we made a start at all.
    /// </summary>
    static List<string> Ours(StepAt step) => Ec2StartLedger.Parse(step.Record.Ledger) is { } found
        ? [.. found.Stopped.Keys.Concat(step.Record.Expected is null && !step.Record.Carried ? [] : found.Stopping ?? [])
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The instances to start: those that were stopped, without those that an earlier part of this start already sent.</summary>
    static List<string> ToStart(StepAt step)
    {
        var stopped = Ec2StartLedger.Parse(step.Record.Expected)?.Stopped.Keys.AsEnumerable() ?? [];
        return [
            .. step.Record is { Unsent: true, Receipt: { } cursor } ? stopped.Where(id => string.CompareOrdinal(id, cursor) > 0) : stopped];
    }

    async Task<List<Instance>> DescribeAsync(string region, Ec2StartSettings settings, CancellationToken cancellation)
    {
        // By filter, not by ids: an id that does not exist fails a call by ids, but is only missing from the answer to a filter.
        var filters = settings.Instances is { } ids
            ? ids.Chunk(FilterValues).Select(chunk => new List<Filter> { new() { Name = "instance-id", Values = [.. chunk] } })
            : [[.. settings.Tags!.Select(tag => new Filter { Name = $"tag:{tag.Key}", Values = [tag.Value] })]];
        // A search by tag looks through all instances of the account, and may take all the time that there is.
        TimeSpan? limit = settings.Instances is null ? Timing.Observing : null;
        var found = await Task.WhenAll(filters.Select(filter => PagesAsync(region, filter, limit, cancellation)));
        return [.. found.SelectMany(page => page)];
    }

    async Task<List<Instance>> PagesAsync(string region, List<Filter> filter, TimeSpan? limit, CancellationToken cancellation)
    {
        var found = new List<Instance>();
        string? next = null;
        do
        {
            var request = new DescribeInstancesRequest { Filters = filter, MaxResults = 1000, NextToken = next };
            var answer = await calls.AskAsync(
                RateLimit.DescribeInstances, region, token => aws.Ec2(region).DescribeInstancesAsync(request, token), cancellation, limit);
            found.AddRange((answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []));
            next = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return found;
    }

    /// <summary>
    /// The instances, and the status of those that run. A search by tag may leave no time to ask for the status afterwards, so the status
    /// of those that ran at the last look is asked for beside it.
    /// </summary>
    async Task<(List<Instance> Found, IReadOnlyDictionary<string, InstanceStatus> Status)> SeeAsync(
        StepAt at, Ec2StartSettings settings, CancellationToken cancellation)
    {
        var (region, key) = (at.Step.Region, (at.Plan.Name, at.Step.Id));
        var ranBefore = settings.Instances is null ? running.GetValueOrDefault(key) ?? [] : [];
        var early = StatusIfAnyAsync(region, ranBefore, cancellation);
        var found = await DescribeAsync(region, settings, cancellation);
        List<string> runs = [.. found.Where(instance => instance.State?.Name == InstanceStateName.Running)
            .Select(instance => instance.InstanceId)];
        running[key] = runs;
        var status = await early;
        return (found, runs.All(status.ContainsKey) ? status : await StatusAsync(region, runs, cancellation));
    }

    /// <summary>Empty if it cannot be read, for instance because one of them is gone: then it is asked for anew.</summary>
    async Task<Dictionary<string, InstanceStatus>> StatusIfAnyAsync(string region, List<string> ids, CancellationToken cancellation)
    {
        try
        {
            return await StatusAsync(region, ids, cancellation);
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return [];
        }
    }

    async Task<Dictionary<string, InstanceStatus>> StatusAsync(string region, List<string> ids, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(ids.Chunk(StatusIds).Select(chunk =>
        {
            var request = new DescribeInstanceStatusRequest { InstanceIds = [.. chunk], IncludeAllInstances = true };
            return calls.AskAsync(
                RateLimit.DescribeInstanceStatus, region, token =>
                    aws.Ec2(region).DescribeInstanceStatusAsync(request, token), cancellation);
        }));
        return answers.SelectMany(answer => answer.InstanceStatuses ?? []).DistinctBy(one => one.InstanceId)
            .ToDictionary(one => one.InstanceId, StringComparer.Ordinal);
    }
}
