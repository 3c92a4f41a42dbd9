using Amazon.Route53;
using Amazon.Route53.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>A switch via records: edits them towards a target state, never a toggle, in one batch that also moves the epoch.</summary>
sealed class Route53Records(AwsClients aws, Calls calls, TimeProvider time)
{
    /// <summary>
    /// Route 53 serves a change everywhere within this time; used if the change's id was lost, so that its status cannot be read.
    /// </summary>
    static readonly TimeSpan UsualSync = TimeSpan.FromSeconds(60);

    public async Task<StepObservation> ObserveAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation)
    {
        var (found, problem) = await FindAsync(at.Step.Region, settings, cancellation);
        if (found is null)
        {
            return StepObservation.Broken(problem!);
        }

        if (!DnsTarget.IsReached(found, settings))
        {
            return StepObservation.NotStarted($"{settings.Name} is served from the primary", found.ToJson());
        }

        return await SyncAsync(at, at.Record.Receipt, at.Record.Attempts > 0 ? at.Record.StartedAt : null, $"{settings.Name} is served from the standby", found, cancellation);
    }

    public Task<string?> StartAsync(IEnumerable<(StepAt At, RecordsSwitch Settings)> group, CancellationToken cancellation) =>
        SwitchAsync([.. group.Select(step => DnsSwitch.Of(step.At, step.Settings))], cancellation);

    public async Task<StepObservation> ObserveUndoAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation)
    {
        var (now, problem) = await FindAsync(at.Step.Region, settings, cancellation);
        if (now is null)
        {
            return StepObservation.Broken(problem!);
        }

        if (RecordsLedger.Parse(at.Record.Ledger) is not { } before)
        {
            return StepObservation.Done("nothing was changed");
        }

        if (!DnsEpoch.IsOf(now.Epoch, at.Plan.Name, at.RunId))
        {
            return StepObservation.Done($"left as it is: the epoch of {settings.Name} is \"{now.Epoch}\", not ours any more");
        }

        return new DnsSwitch(at, settings, now, before.Records).IsReached(now)
            ? await ReturnedAsync(at, settings, before, now, cancellation)
            : Route53SwitchUndo.Read(at, settings, before, now, time.GetUtcNow());
    }

    public async Task<string?> UndoAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation)
    {
        var before = RecordsLedger.Parse(at.Record.Ledger) ?? throw new InvalidOperationException("Only what has a ledger is undone.");
        var expected = RecordsLedger.Parse(at.Record.Undo?.Expected) ?? throw new InvalidOperationException("An undo is saved together with what it found.");
        return await SwitchAsync([new DnsSwitch(at, settings, expected, Route53SwitchUndo.Next(expected, before))], cancellation);
    }

    /// <summary>The standby's capacity may stop only once no user keeps the standby's DNS answer.</summary>
    async Task<StepObservation> ReturnedAsync(
        StepAt at, RecordsSwitch settings, RecordsLedger before, RecordsLedger now, CancellationToken cancellation)
    {
        var (started, kept) = (at.Record.Undo?.StartedAt, TimeSpan.FromSeconds(before.Standby.Ttl ?? DnsEpoch.Ttl));
        var reading = await SyncAsync(at, at.Record.Undo?.Receipt, started, $"{settings.Name} is as it was before", now, cancellation);
        return reading.State == StepState.Done && time.GetUtcNow() < started + UsualSync + kept
            ? StepObservation.Working($"{reading.Because}; users may keep the standby's answer for {kept.TotalSeconds:0} s more", now.ToJson())
            : reading;
    }

    /// <summary>Whether Route 53 serves the records, which are as wanted, everywhere.</summary>
    /// <param name="change">The change's id, or null if it was lost.</param>
    /// <param name="started">When our newest change began; null if we made none.</param>
    async Task<StepObservation> SyncAsync(
        StepAt at, string? change, DateTimeOffset? started, string served, RecordsLedger found, CancellationToken cancellation)
    {
        if (change is null)
        {
            return time.GetUtcNow() - started < UsualSync
                ? StepObservation.Working($"{served}, perhaps not yet on all of Route 53's servers", found.ToJson())
                : StepObservation.Done(served, found.ToJson());
        }

        var request = new GetChangeRequest { Id = change };
        var answer = await calls.AskAsync(
            RateLimit.Route53, at.Step.Region, token => aws.Route53(at.Step.Region).GetChangeAsync(request, token), cancellation);
        return answer.ChangeInfo?.Status == ChangeStatus.INSYNC
            ? StepObservation.Done($"{served} on all of Route 53's servers", found.ToJson())
            : StepObservation.Working($"{served} on some of Route 53's servers, not yet on all", found.ToJson());
    }

    /// <summary>Sends one batch that deletes what was found and creates the target, with the epochs; returns the change's id.</summary>
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
            var route53 = aws.Route53(at.Step.Region);
            var answer = await calls.ChangeAsync(
                at.Saved, RateLimit.Route53, at.Step.Region, token => route53.ChangeResourceRecordSetsAsync(request, token), cancellation);
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

    /// <summary>
    /// Whether our earlier batch took effect although its answer was lost: then the epochs are of this run, and the records as wanted.
    /// </summary>
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

    async Task<(RecordsLedger? Found, string? Problem)> FindAsync(string region, RecordsSwitch settings, CancellationToken cancellation)
    {
        var listed = ListAsync(region, settings, settings.Name, settings.Type, cancellation);
        var epochs = await ListAsync(region, settings, DnsEpoch.NameOf(settings.Name), RRType.TXT.Value, cancellation);
        var sets = await listed;
        var epoch = epochs.FirstOrDefault()?.ResourceRecords?.FirstOrDefault()?.Value.Trim('"');
        return DnsTarget.Sort(sets, settings, epoch);
    }

    async Task<List<ResourceRecordSet>> ListAsync(
        string region, RecordsSwitch settings, string name, string type, CancellationToken cancellation)
    {
        // The listing begins at the name and continues with its neighbours: a page is enough for all records of one name.
        var request = new ListResourceRecordSetsRequest { HostedZoneId = settings.Zone, StartRecordName = name, StartRecordType = type,
            MaxItems = "100" };
        var answer = await calls.AskAsync(
            RateLimit.Route53, region, token => aws.Route53(region).ListResourceRecordSetsAsync(request, token), cancellation);
        return [
            .. (answer.ResourceRecordSets ?? []).Where(set => Route53SwitchSettings.SameName(set.Name, name) && set.Type?.Value == type)];
    }
}
