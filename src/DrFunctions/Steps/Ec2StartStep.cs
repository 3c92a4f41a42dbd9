using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.EC2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

namespace DrFunctions.Steps;

/// <summary>Starts standby instances that are stopped.</summary>
public sealed partial class Ec2StartStep(AwsClients aws, Calls calls, TimeProvider time) : StepKind<Ec2StartStep.Ec2Start>
{
    // EC2 takes at most 200 values a filter and 100 ids a status call.
    const int FilterValues = 200;
    const int StatusIds = 100;

    public sealed record Ec2Start(IReadOnlyList<string>? Instances, IReadOnlyDictionary<string, string>? Tags, int? Minimum);

    public override string Name => "ec2-start";

    public override StepTraits Traits { get; } = new(StepRole.Capacity, TimeSpan.FromMinutes(5), CanUndo: true);

    public override Grant Grant { get; } = new("Ec2Start",
        ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:StartInstances", "ec2:StopInstances"]);

    protected override Ec2Start? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var instances = fields.Texts("instances", "Ids of the instances.", most: 1000, mayBeEmpty: false,
            wrong: id => IdForm().Match(id).Length == id.Length ? null : "an instance id is written such as i-0123456789abcdef0.");
        var tags = fields.Map("tags", "Tags that all instances of the step have, instead of ids.");
        var minimum = fields.Number("minimum", "How many must run; default: all.", 1, 1000);
        if (fields.Has("instances") == fields.Has("tags"))
        {
            fields.Mistake("needs either \"instances\" or \"tags\", and not both.");
        }

        if (instances is not null && minimum > instances.Count)
        {
            fields.Mistake("minimum", $"is {minimum}, but the step names only {instances.Count} instances.");
        }

        return instances is { Count: > 0 } || tags is { Count: > 0 } ? new Ec2Start(instances, tags, minimum) : null;
    }

    protected override string Says(Step step, Ec2Start settings)
    {
        var which = settings.Instances is { } ids ? string.Join(", ", ids) : $"tagged {string.Join(", ", settings.Tags!.Select(tag => $"{tag.Key}={tag.Value}"))}";
        var minimum = settings.Minimum is { } least ? $"; {least} of them must run" : "";
        return $"start the EC2 instances {which} in {step.Region}, unless they run already{minimum}";
    }

    protected override async Task<IReadOnlyDictionary<string, StepReading>> LookAsync(
        IReadOnlyList<(StepAt At, Ec2Start Settings)> group, CancellationToken cancellation)
    {
        var (at, settings) = group[0];
        var found = await DescribeAsync(at.Step.Region, settings, cancellation);
        var running = found.Where(instance => instance.State?.Name == InstanceStateName.Running).Select(instance => instance.InstanceId).ToList();
        var status = await StatusAsync(at.Step.Region, running, cancellation);
        var verified = at.Plan.Steps.Any(step => step.Traits.Role == StepRole.Verification && at.Plan.Before(step).Contains(at.Step));
        var wanted = settings.Instances ?? [.. found.Select(instance => instance.InstanceId).Order(StringComparer.Ordinal)];
        var before = Ec2Found.Parse(at.Record.Expected);
        return new Dictionary<string, StepReading> { [at.Step.Id] = Ec2Sight.Of(wanted, found, status, verified, before).Reading(settings) };
    }

    protected override async Task<string?> StartAsync(IReadOnlyList<(StepAt At, Ec2Start Settings)> group, CancellationToken cancellation)
    {
        var (step, ids) = (group[0].At, Ec2Found.Parse(group[0].At.Record.Expected)?.Stopped.Keys.ToList() ?? []);
        var ec2 = aws.Ec2(step.Step.Region);
        await ChangeAsync(step, ids, good => calls.AskAsync(token => ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = good }, token), cancellation));
        return null;
    }

    protected override async Task<StepReading> LookBackAsync(StepAt step, Ec2Start settings, CancellationToken cancellation)
    {
        var ours = Ours(step);
        return ours.Count > 0 && IsRecent(step.Record.StartedAt, time)
            ? StepReading.Working("its start is so new that a look may not show it yet")
            : Ec2Back.Of(ours, await DescribeAsync(step.Step.Region, new Ec2Start(ours, null, null), cancellation), step.Record.StartedAt);
    }

    protected override async Task<string?> UndoAsync(StepAt step, Ec2Start settings, CancellationToken cancellation)
    {
        var ids = Ec2Runs.Parse(step.Record.Undo?.Expected)?.Running.ToList() ?? throw new InvalidOperationException("An undo is saved together with what it found.");
        var ec2 = aws.Ec2(step.Step.Region);
        await ChangeAsync(step, ids, good => calls.AskAsync(token => ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = good }, token), cancellation));
        return null;
    }

    protected override string SaysUndo(StepAt step, Ec2Start settings) => Ours(step) is { Count: > 0 } ours
        ? $"stop {Ec2Back.Say(ours)} in {step.Step.Region}, unless stopped already, as before"
        : "leave the instances as they are: none was started by us";

    /// <summary>The instances that were stopped before our first start, and those on the way there if a start of ours came at all.</summary>
    static List<string> Ours(StepAt step) => Ec2Found.Parse(step.Record.Ledger) is { } found
        ? [.. found.Stopped.Keys.Concat(step.Record.Expected is null && !step.Record.Carried ? [] : found.Stopping ?? []).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>One bad id spoils a whole call: without those that AWS names, the good ones go through.</summary>
    static async Task ChangeAsync<T>(StepAt step, List<string> ids, Func<List<string>, Task<T>> change)
    {
        for (var round = 0; ids.Count > 0; round++)
        {
            try
            {
                step.Saved?.Demand();
                await change(ids);
                return;
            }
            catch (AmazonEC2Exception e) when (round == 0 && Named(e, ids) is { Count: > 0 } bad && bad.Count < ids.Count)
            {
                ids = [.. ids.Except(bad)];
            }
        }
    }

    async Task<List<Instance>> DescribeAsync(string region, Ec2Start settings, CancellationToken cancellation)
    {
        // By filter, not by ids: one id that does not exist fails a call by ids, and is merely absent from one by filter.
        var filters = settings.Instances is { } ids
            ? ids.Chunk(FilterValues).Select(chunk => new List<Filter> { new() { Name = "instance-id", Values = [.. chunk] } })
            : [[.. settings.Tags!.Select(tag => new Filter { Name = $"tag:{tag.Key}", Values = [tag.Value] })]];
        var found = new List<Instance>();
        foreach (var filter in filters)
        {
            string? next = null;
            do
            {
                var request = new DescribeInstancesRequest { Filters = filter, MaxResults = 1000, NextToken = next };
                var answer = await calls.AskAsync(token => aws.Ec2(region).DescribeInstancesAsync(request, token), cancellation);
                found.AddRange((answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []));
                next = answer.NextToken;
            }
            while (!string.IsNullOrEmpty(next));
        }

        return found;
    }

    async Task<Dictionary<string, InstanceStatus>> StatusAsync(string region, List<string> running, CancellationToken cancellation)
    {
        var status = new Dictionary<string, InstanceStatus>(StringComparer.Ordinal);
        foreach (var ids in running.Chunk(StatusIds))
        {
            var request = new DescribeInstanceStatusRequest { InstanceIds = [.. ids], IncludeAllInstances = true };
            var answer = await calls.AskAsync(token => aws.Ec2(region).DescribeInstanceStatusAsync(request, token), cancellation);
            foreach (var one in answer.InstanceStatuses ?? [])
            {
                status[one.InstanceId] = one;
            }
        }

        return status;
    }

    static List<string> Named(AmazonEC2Exception e, List<string> asked) =>
        [.. IdForm().Matches(e.Message).Select(match => match.Value).Where(asked.Contains).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\bi-[0-9a-f]{8,17}\b", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
