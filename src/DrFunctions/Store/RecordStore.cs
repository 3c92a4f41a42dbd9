using System.Globalization;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Store;

/// <summary>
/// The record of each plan, its history, and the failovers of all plans. Every save is conditional on the versions it read.
/// </summary>
public sealed class RecordStore
{
    internal const string RecordKey = "record";
    internal const string HistoryPrefix = "history#";
    internal const string RegionFailoversKey = "velocity";

    readonly StateTable table;
    readonly bool manyPlans;

    /// <param name="table">The table's name.</param>
    /// <param name="manyPlans">The deployment has so many plans that they agree on who tells people when.</param>
    public RecordStore(AwsClients aws, Calls calls, string region, string table, bool manyPlans = false)
    {
        (this.table, this.manyPlans) = (new StateTable(aws, calls, region, table), manyPlans);
        Pauses = new PauseStore(this.table);
        Requests = new RequestStore(this.table, this);
        Claims = new ClaimStore(this.table);
        Readiness = new ReadinessStore(this.table);
        Turns = new AccountTurns(this.table);
        Prompts = new PromptStore(this.table);
        Notices = new NoticeStore(this.table);
        Subscriptions = new SubscriptionStore(this.table);
    }

    public static Grant Grant => StateTable.Grant;

    public PauseStore Pauses { get; }

    public RequestStore Requests { get; }

    public ClaimStore Claims { get; }

    public ReadinessStore Readiness { get; }

    /// <summary>The turns of rates that all processes of the account share.</summary>
    public IAccountTurns Turns { get; }

    public PromptStore Prompts { get; }

    public NoticeStore Notices { get; }

    public SubscriptionStore Subscriptions { get; }

    /// <exception cref="StoreException">The record has a form that this version cannot read.</exception>
    public Task<Stored> LoadAsync(string plan, CancellationToken cancellation) => LoadAsync(plan, null, cancellation);

    /// <param name="pauseOfAll">What <see cref="PauseStore.ReadOfAllAsync"/> reads once for several plans; null reads it here.</param>
    public async Task<Stored> LoadAsync(string plan, Task<PauseOfAll>? pauseOfAll, CancellationToken cancellation)
    {
        // One call brings the plan's pause, prompt, readiness, record and requests: between them, in the order of the keys, is nothing
        // else. Requests that do not fit the first page wait until those before them are taken.
        var query = new QueryRequest
        {
            KeyConditionExpression = "pk = :plan AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues = new() { [":plan"] = new(Items.PlanKey(plan)), [":first"] = new(PauseStore.Key), [":last"] = new("request~") },
        };
        var asked = table.PageAsync(query, cancellation);
        var all = pauseOfAll ?? Pauses.ReadOfAllAsync(cancellation);
        var (items, more) = await asked;
        if (more && !items.Any(one => string.CompareOrdinal(one["sk"].S, RecordKey) >= 0))
        {
            throw new StoreException($"what lies before the record of {plan} in the table fills a page, so the record cannot be read; remove the items {PauseStore.Key} and {ReadinessStore.Key} of plan#{plan}");
        }

        var (automation, sentence) = await all;
        var (allPaused, until) = (automation == Automation.Paused, (await all).Until);
        var item = items.FirstOrDefault(one => one["sk"].S == PauseStore.Key);
        var pause = item is not null && PauseStore.IsInForce(item, table.Now) ? item : null;
        var ended = new[] { PauseStore.EndOf(item, table.Now), (await all).End }.MaxBy(end => end?.At);
        if (pause is not null)
        {
            var mine = PauseStore.Until(pause);
            until = allPaused && !(mine > until) && mine is not null ? until : mine;
            (automation, sentence) = (Automation.Paused, PauseStore.Sentence(pause));
        }

        var stored = items.FirstOrDefault(item => item["sk"].S == RecordKey) is { } record
            ? Read(plan, record, automation, sentence)
            : new Stored(new Record { Plan = plan }, 0, "", automation, sentence);
        return WithRequests(stored, items) with
        {
            PausedUntil = until,
            ResumedSentence = automation == Automation.On ? ended?.Resumed : null,
            PlanPaused = pause is not null,
            AllPaused = allPaused,
            Readiness = ReadinessStore.In(items),
            Prompt = PromptStore.In(items),
        };
    }

    /// <summary>
    /// Saves the record and what else the decision changes together, if the versions are still those that were read and the request
    /// that it answers is still there.
    /// </summary>
    /// <param name="owner">The nonce of the invocation that saves.</param>
    /// <exception cref="StoreException">The record is too large, or could not be saved.</exception>
    public async Task<Saving> SaveAsync(Stored before, Decision decision, string owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(decision);
        var writes = DecisionWrites.Of(table.Name, before, decision, owner, manyPlans);
        try
        {
            await (writes is [{ Put: { } put }] ? table.PutAsync(put, cancellation) : WriteAsync(writes, cancellation));
            return Saving.Saved;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            // Whatever the answer was, even if there was none: the record's owner shows whether the write took effect.
            var now = await LoadAsync(decision.Next.Plan, cancellation);
            return now.Version == before.Version + 1 && now.Owner == owner ? Saving.Saved
                : now.Version == before.Version && !IsConditionFailed(e)
                    ? throw new StoreException($"the record of {decision.Next.Plan} could not be saved: {AwsErrors.Describe(e)}", e)
                : Saving.Lost;
        }
    }

    /// <summary>The newest entries, newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string plan, int most, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            KeyConditionExpression = "pk = :plan AND begins_with(sk, :history)",
            ExpressionAttributeValues = new() { [":plan"] = new(Items.PlanKey(plan)), [":history"] = new(HistoryPrefix) },
            ScanIndexForward = false,
            Limit = most,
        };
        return [.. (await table.QueryAsync(query, cancellation)).Select(Entry)];
    }

    /// <summary>An entry that somebody has damaged is shown as that, so that people see the others.</summary>
    static HistoryEntry Entry(Dictionary<string, AttributeValue> item)
    {
        var isWhole = long.TryParse(item["sk"].S[HistoryPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            & DateTimeOffset.TryParse(Items.TextIn(item, "at"), CultureInfo.InvariantCulture, out var at);
        var (facts, text, hash) = (Items.TextIn(item, "facts"), Items.TextIn(item, "text"), Items.TextIn(item, "hash"));
        return !isWhole || hash is null || (facts ?? text) is null
            ? HistoryEntry.OfText(number, at, "this entry of the history is damaged", hash ?? "")
            : facts is not null ? HistoryEntry.OfFacts(number, at, facts, hash) : HistoryEntry.OfText(number, at, text!, hash);
    }

    /// <summary>The failovers of all plans, or null if they cannot be read.</summary>
    public async Task<StoredRegionFailovers?> LoadRegionFailoversAsync(CancellationToken cancellation)
    {
        try
        {
            var item = await table.GetAsync(Items.All, RegionFailoversKey, cancellation);
            return item is null ? new StoredRegionFailovers(RegionFailovers.None, 0)
                : Items.TextIn(item, "body") is { } body && RegionFailoversJson.Read(body) is { } failovers
                    && Items.NumberIn(item, "version") is { } version
                    ? new StoredRegionFailovers(failovers, version)
                : null;
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return null;
        }
    }

    Task WriteAsync(List<TransactWriteItem> writes, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest { TransactItems = writes };
        return table.WriteAsync((dynamoDb, token) => dynamoDb.TransactWriteItemsAsync(request, token), cancellation);
    }

    static bool IsConditionFailed(Exception e) => e is ConditionalCheckFailedException or TransactionCanceledException;

    static Stored Read(string plan, Dictionary<string, AttributeValue> item, Automation automation, string sentence)
    {
        if (Items.NumberIn(item, "version") is not { } version || Items.NumberIn(item, "schema") is not { } schema
            || Items.TextIn(item, "owner") is not { } owner || Items.TextIn(item, "body") is not { } body)
        {
            throw new StoreException($"the record of {plan} is damaged: it lacks its version, schema, owner or body; restore the table to a point in time before the damage");
        }

        var record = RecordBody.Read(body, schema) ?? throw new StoreException(schema > RecordBody.PackedSchema
            ? $"the record of {plan} has schema {schema}, and this version reads up to {RecordBody.PackedSchema}; deploy the version that wrote it, or a newer one"
            : $"the record of {plan} is damaged: its body cannot be read; restore the table to a point in time before the damage");
        return record.Plan == plan ? new Stored(record, version, owner, automation, sentence)
            : throw new StoreException($"the record of {plan} is damaged: it is that of another plan; restore the table to a point in time before the damage");
    }

    Stored WithRequests(Stored stored, IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        var now = table.Now;
        var requests =
            items.Where(item => item["sk"].S.StartsWith(RequestItems.Prefix, StringComparison.Ordinal) && !RequestItems.HasExpired(item, now))
            .Select(item => (Id: RequestItems.Id(item), Read: RequestItems.Read(item)))
            .ToList();
        return stored with
        {
            Requests = [.. requests.Select(request => request.Read.Request).OfType<Request>()],
            Unreadable = requests.Where(request => request.Read.Complaint is not null)
                .ToDictionary(request => request.Id, request => request.Read.Complaint!),
        };
    }
}
