using Amazon.Route53;
using Amazon.Route53.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>A switch via records: edits them towards a target state, never a toggle, in one batch that also moves the epoch.</summary>
sealed class Route53Records(AwsClients aws, Calls calls, TimeProvider time)
{
    /// <summary>
    /// Route 53 serves a change everywhere within this time; used if the change's id was lost, so that its status cannot be read.
    /// </summary>
    static readonly TimeSpan UsualSync = TimeSpan.FromSeconds(60);

    readonly Route53Pace pace = new(calls, time);

    public Task<StepObservation> ObserveAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation)
    {
        var (record, ours) = (at.Record, at.Record.Attempts + at.Record.Extra > 0 && at.Record.StartedAt is not null);
        var isStarted = ours && record.Progress == StepProgress.Started;
        var newest = $"start {record.StartedAt:O} {record.Attempts} {record.Receipt} {isStarted}";
        if (ours && record.Receipt is not null && time.GetUtcNow() - record.StartedAt < Timing.ReadsLag)
        {
            // Route 53 needs some seconds at least, so the first question is not asked at once.
            pace.Begin(at, newest, NotEverywhere(AtStandby(settings)));
        }

        return pace.ObserveAsync(
            at, newest, mayStart: ours ? null : settings.Zone,
            // Between two readings "not started" would count as two, and a start of ours may still show in the second.
            seen => isStarted && seen.State == StepState.NotStarted ? seen with { State = StepState.Working } : seen,
            () => ours && record.Receipt is { } change ? PollAsync(at, settings, change, cancellation)
                : LookAsync(at, settings, cancellation),
            cancellation);
    }

    /// <summary>Asks how far our change is and, once it is everywhere, reads the records: somebody may have changed them since.</summary>
    async Task<StepObservation> PollAsync(StepAt at, RecordsSwitch settings, string change, CancellationToken cancellation)
    {
        var status = await StatusAsync(at, change, cancellation);
        return (status is null || status == ChangeStatus.INSYNC) && await pace.MayReadOnAsync(at, cancellation)
            ? await LookAsync(at, settings, cancellation, isInSync: status is not null)
            : NotEverywhere(AtStandby(settings));
    }

    async Task<StepObservation> LookAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation, bool isInSync = false)
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

        var served = AtStandby(settings);
        return isInSync ? StepObservation.Done($"{served} on all of Route 53's servers", found.ToJson())
            : Unasked(at.Record.Attempts > 0 ? at.Record.StartedAt : null, served, found);
    }

    public Task<string?> StartAsync(IEnumerable<(StepAt At, RecordsSwitch Settings)> group, CancellationToken cancellation) =>
        SwitchAsync([.. group.Select(step => DnsSwitch.Of(step.At, step.Settings))], cancellation);

    public async Task<StepObservation> ObserveUndoAsync(StepAt at, RecordsSwitch settings, CancellationToken cancellation)
    {
        var undo = at.Record.Undo;
        return RecordsLedger.Parse(at.Record.Ledger) is not { } before ? StepObservation.Done("nothing was changed")
            : await pace.ObserveAsync(
                at, $"undo {undo?.StartedAt:O} {undo?.Attempts} {undo?.Receipt}", mayStart: null, seen => seen,
                () => LookBackAsync(at, settings, before, cancellation), cancellation);
    }

    async Task<StepObservation> LookBackAsync(StepAt at, RecordsSwitch settings, RecordsLedger before, CancellationToken cancellation)
    {
        var (now, problem) = await FindAsync(at.Step.Region, settings, cancellation);
        if (now is null)
        {
            return StepObservation.Broken(problem!);
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
        StepAt at, string? change, DateTimeOffset? started, string served, RecordsLedger found, CancellationToken cancellation) =>
        change is null ? Unasked(started, served, found)
        : await pace.MayReadOnAsync(at, cancellation) ? await StatusAsync(at, change, cancellation) switch
        {
            null => Unasked(started, served, found),
            { } status when status == ChangeStatus.INSYNC => StepObservation.Done($"{served} on all of Route 53's servers", found.ToJson()),
            _ => NotEverywhere(served, found),
        }
        : NotEverywhere(served, found);

    static string AtStandby(RecordsSwitch settings) => $"{settings.Name} is served from the standby";

    /// <param name="found">Null where the records were not read.</param>
    static StepObservation NotEverywhere(string served, RecordsLedger? found = null) =>
        StepObservation.Working($"{served} on some of Route 53's servers, not yet on all", found?.ToJson());

    /// <summary>The same where there is no change whose status could be asked.</summary>
    StepObservation Unasked(DateTimeOffset? started, string served, RecordsLedger found) => time.GetUtcNow() - started < UsualSync
        ? StepObservation.Working($"{served}, perhaps not yet on all of Route 53's servers", found.ToJson())
        : StepObservation.Done(served, found.ToJson());

    /// <summary>Null if Route 53 does not know the change any more: it keeps a change for some weeks.</summary>
    async Task<ChangeStatus?> StatusAsync(StepAt at, string change, CancellationToken cancellation)
    {
        var request = new GetChangeRequest { Id = change };
        try
        {
            var answer = await calls.AskAsync(
                RateLimit.Route53, at.Step.Region, token => aws.Route53(at.Step.Region).GetChangeAsync(request, token), cancellation);
            return answer.ChangeInfo?.Status ?? ChangeStatus.PENDING;
        }
        catch (NoSuchChangeException)
        {
            return null;
        }
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
        await pace.TurnOfChangeAsync(at, settings.Zone, request.ChangeBatch.Changes.Count, cancellation);
        try
        {
            var route53 = aws.Route53(at.Step.Region);
            var answer = await calls.ChangeAsync(
                at.Saved, RateLimit.Route53, at.Step.Region, token => route53.ChangeResourceRecordSetsAsync(request, token), cancellation);
            switches.ToList().ForEach(one => pace.Forget(one.At));
            return answer.ChangeInfo?.Id;
        }
        catch (AmazonRoute53Exception e) when (e.ErrorCode == "PriorRequestNotComplete")
        {
            // It takes Route 53 a moment to accept a change, and another plan of the zone was first: that is a turn, and no trouble.
            throw new HeldBackException($"held back: the zone {settings.Zone} accepts one change at a time, and another came first; the next look continues");
        }
        catch (AmazonRoute53Exception e) when (e.ErrorCode is "InvalidChangeBatch" or "InvalidInput")
        {
            switches.ToList().ForEach(one => pace.Forget(one.At));
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
        var epochName = DnsEpoch.NameOf(settings.Name);
        var page = await ListAsync(region, settings.Zone, settings.Name, settings.Type, cancellation);
        var epochs = Of(page, epochName, RRType.TXT.Value);
        if (epochs.Count == 0 && !HasPassed(page, settings.Name))
        {
            epochs = Of(await ListAsync(region, settings.Zone, epochName, RRType.TXT.Value, cancellation), epochName, RRType.TXT.Value);
        }

        var epoch = epochs.FirstOrDefault()?.ResourceRecords?.FirstOrDefault()?.Value.Trim('"');
        return DnsTarget.Sort(Of(page, settings.Name, settings.Type), settings, epoch);
    }

    /// <summary>
    /// The names under a name follow it in the listing without a gap, the epoch's among them: a page that ends beyond them has shown it, or
    /// there is none.
    /// </summary>
    static bool HasPassed(ListResourceRecordSetsResponse page, string name) => page.IsTruncated != true
        || (page.ResourceRecordSets ?? []).LastOrDefault()?.Name is { } last && !Route53SwitchSettings.IsWithin(last, name);

    static List<ResourceRecordSet> Of(ListResourceRecordSetsResponse page, string name, string type) =>
        [.. (page.ResourceRecordSets ?? []).Where(set => Route53SwitchSettings.SameName(set.Name, name) && set.Type?.Value == type)];

    Task<ListResourceRecordSetsResponse> ListAsync(string region, string zone, string name, string type, CancellationToken cancellation)
    {
        // The listing begins at the name and continues with its neighbours: a page is enough for all records of one name.
        var request = new ListResourceRecordSetsRequest { HostedZoneId = zone, StartRecordName = name, StartRecordType = type,
            MaxItems = "100" };
        return calls.AskAsync(
            RateLimit.Route53, region, token => aws.Route53(region).ListResourceRecordSetsAsync(request, token), cancellation);
    }
}
