using Amazon.Route53;
using Amazon.Route53.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

namespace DrFunctions.Steps;

/// <summary>
/// Sends users to the standby by editing Route 53 records: towards a target state, never a toggle, in one batch that also moves
/// the epoch.
/// </summary>
public sealed class Route53SwitchStep(AwsClients aws, Calls calls, TimeProvider time) : StepKind<Route53Switch>
{
    /// <summary>Route 53 serves a change everywhere within this, where the change's id was lost and cannot be asked for.</summary>
    static readonly TimeSpan UsualSync = TimeSpan.FromSeconds(60);

    public override string Name => "route53-switch";

    public override StepTraits Traits { get; } = new(StepRole.Traffic, TimeSpan.FromMinutes(3), CanUndo: true);

    public override Grant Grant { get; } = new("Route53Switch",
        ["route53:ListResourceRecordSets", "route53:ChangeResourceRecordSets", "route53:GetChange"]);

    protected override Route53Switch? Read(Fields fields) => Route53Switch.Read(fields);

    protected override void Check(Plan plan, Step step, Route53Switch settings, Fields fields)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var probe in plan.Trigger.Signals.OfType<ProbeSignal>().Where(signal => settings.Names(signal.Probe.Url)))
        {
            fields.Mistake("name", $"is also the host of the signal {probe.Probe.Url}: after the switch that signal would measure the standby. "
                + "Let signals name the Region's own front door.");
        }

        foreach (var check in plan.Before(step).Where(before => before.Traits.Role == StepRole.Verification))
        {
            if (check.Source.Find("url")?.Value is LocatedText { Text: var text } && Uri.TryCreate(text, UriKind.Absolute, out var url) && settings.Names(url))
            {
                fields.Mistake("name", $"is also the host that \"{check.Id}\" checks: before the switch that checks the primary. "
                    + "Let it name the standby's own front door.");
            }
        }

        fields.Warn("via", "is \"records\": Route 53 cannot be edited while us-east-1 is down.");
    }

    protected override string Says(Step step, Route53Switch settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return $"send {settings.Name} ({settings.Type}, zone {settings.Zone}) to the standby's record"
            + $"{(settings.SetIdentifier is { } id ? $" \"{id}\"" : "")}, and wait until Route 53 serves it everywhere";
    }

    protected override async Task<IReadOnlyDictionary<string, StepReading>> LookAsync(
        IReadOnlyList<(StepAt At, Route53Switch Settings)> group, CancellationToken cancellation)
    {
        var (at, settings) = group[0];
        return new Dictionary<string, StepReading> { [at.Step.Id] = await ReadAsync(at, settings, cancellation) };
    }

    /// <summary>Route 53 takes one change of a zone at a time: all steps of a zone go in one batch.</summary>
    protected override object StartGroupOf(StepAt step, Route53Switch settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Zone;
    }

    protected override Task<string?> StartAsync(IReadOnlyList<(StepAt At, Route53Switch Settings)> group, CancellationToken cancellation) =>
        SwitchAsync([.. group.Select(step => DnsSwitch.Of(step.At, step.Settings))], cancellation);

    protected override async Task<StepReading> LookBackAsync(StepAt step, Route53Switch settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(settings);
        var (now, problem) = await FindAsync(step.Step.Region, settings, cancellation);
        if (now is null)
        {
            return StepReading.Broken(problem!);
        }

        if (DnsFound.Parse(step.Record.Ledger) is not { } before)
        {
            return StepReading.Done("nothing was changed");
        }

        if (!DnsEpoch.IsOf(now.Epoch, step.Plan.Name, step.RunId))
        {
            return StepReading.Done($"left as it is: the epoch of {settings.Name} is \"{now.Epoch}\", not ours any more");
        }

        if (!new DnsSwitch(step, settings, now, before.Records).IsReached(now))
        {
            return StepReading.NotStarted($"{settings.Name} is served from the standby", now.ToJson());
        }

        return await SyncAsync(step, step.Record.Undo?.Receipt, step.Record.Undo?.StartedAt, $"{settings.Name} is as it was before", now, cancellation);
    }

    protected override async Task<string?> UndoAsync(StepAt step, Route53Switch settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        var before = DnsFound.Parse(step.Record.Ledger) ?? throw new InvalidOperationException("Only what has a ledger is undone.");
        var expected = DnsFound.Parse(step.Record.Undo?.Expected) ?? throw new InvalidOperationException("An undo is saved together with what it found.");
        return await SwitchAsync([new DnsSwitch(step, settings, expected, before.Records)], cancellation);
    }

    protected override string SaysUndo(StepAt step, Route53Switch settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return $"send {settings.Name} ({settings.Type}, zone {settings.Zone}) back to the primary's record, as before";
    }

    async Task<StepReading> ReadAsync(StepAt at, Route53Switch settings, CancellationToken cancellation)
    {
        var (found, problem) = await FindAsync(at.Step.Region, settings, cancellation);
        if (found is null)
        {
            return StepReading.Broken(problem!);
        }

        if (!DnsTarget.IsReached(found, settings))
        {
            return StepReading.NotStarted($"{settings.Name} is served from the primary", found.ToJson());
        }

        return await SyncAsync(at, at.Record.Receipt, at.Record.Attempts > 0 ? at.Record.StartedAt : null, $"{settings.Name} is served from the standby", found, cancellation);
    }

    /// <summary>The records are as wanted; whether Route 53 serves them everywhere.</summary>
    /// <param name="change">The change's id, or null if it was lost.</param>
    /// <param name="started">Our newest change; null if the records were so without one.</param>
    async Task<StepReading> SyncAsync(StepAt at, string? change, DateTimeOffset? started, string served, DnsFound found, CancellationToken cancellation)
    {
        if (change is null)
        {
            return time.GetUtcNow() - started < UsualSync
                ? StepReading.Working($"{served}, perhaps not yet on all of Route 53's servers", found.ToJson())
                : StepReading.Done(served, found.ToJson());
        }

        var answer = await calls.AskAsync(token => aws.Route53(at.Step.Region).GetChangeAsync(new GetChangeRequest { Id = change }, token), cancellation);
        return answer.ChangeInfo?.Status == ChangeStatus.INSYNC
            ? StepReading.Done($"{served} on all of Route 53's servers", found.ToJson())
            : StepReading.Working($"{served} on some of Route 53's servers, not yet on all", found.ToJson());
    }

    /// <summary>One batch: delete what was found and create what should be, the epochs with it. The change's id.</summary>
    async Task<string?> SwitchAsync(IReadOnlyList<DnsSwitch> switches, CancellationToken cancellation)
    {
        var (at, settings) = (switches[0].At, switches[0].Settings);
        var request = new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = settings.Zone,
            ChangeBatch = new ChangeBatch { Comment = $"DrFunctions {at.Plan.Name} {at.RunId}", Changes = DnsSwitch.ToChanges(switches) },
        };
        try
        {
            var answer = await calls.AskAsync(token => aws.Route53(at.Step.Region).ChangeResourceRecordSetsAsync(request, token), cancellation);
            return answer.ChangeInfo?.Id;
        }
        catch (AmazonRoute53Exception e) when (e.ErrorCode is "InvalidChangeBatch" or "InvalidInput")
        {
            if (await HappenedAsync(switches, cancellation))
            {
                return null;
            }

            throw;
        }
    }

    /// <summary>Our own earlier batch may have taken effect with its answer lost: then the epochs are of our run, and the records as wanted.</summary>
    async Task<bool> HappenedAsync(IReadOnlyList<DnsSwitch> switches, CancellationToken cancellation)
    {
        foreach (var one in switches)
        {
            var (now, _) = await FindAsync(one.At.Step.Region, one.Settings, cancellation);
            if (now is null || !DnsEpoch.IsOf(now.Epoch, one.At.Plan.Name, one.At.RunId) || !one.IsReached(now))
            {
                return false;
            }
        }

        return true;
    }

    async Task<(DnsFound? Found, string? Problem)> FindAsync(string region, Route53Switch settings, CancellationToken cancellation)
    {
        var sets = await ListAsync(region, settings, settings.Name, settings.Type, cancellation);
        var epochs = await ListAsync(region, settings, DnsEpoch.NameOf(settings.Name), RRType.TXT.Value, cancellation);
        var epoch = epochs.FirstOrDefault()?.ResourceRecords?.FirstOrDefault()?.Value.Trim('"');
        return DnsTarget.Sort(sets, settings, epoch);
    }

    async Task<List<ResourceRecordSet>> ListAsync(string region, Route53Switch settings, string name, string type, CancellationToken cancellation)
    {
        // The listing begins at the name and goes on with its neighbours: a page is enough for all records of one name.
        var request = new ListResourceRecordSetsRequest { HostedZoneId = settings.Zone, StartRecordName = name, StartRecordType = type, MaxItems = "100" };
        var answer = await calls.AskAsync(token => aws.Route53(region).ListResourceRecordSetsAsync(request, token), cancellation);
        return [.. (answer.ResourceRecordSets ?? []).Where(set => Route53Switch.SameName(set.Name, name) && set.Type?.Value == type)];
    }
}
