using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Signals;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>What one look at many plans shares: the sheet of signals, the pause of all, and a way to the table that is not flooded.</summary>
public sealed class Round(SignalSheet signals, RecordStore store, CancellationToken cancellation)
{
    readonly Lane table = new(most: 100);
    readonly Shared<PauseOfAll> pause = new(ReadPauseAsync(store, cancellation));

    public SignalSheet Signals => signals;

    public Task<Stored> LoadAsync(string plan) => table.DoAsync(() => store.LoadAsync(plan, pause.GetAsync(), cancellation));

    /// <summary>One lost answer would hold every plan until the next minute, so it is asked for twice.</summary>
    static async Task<PauseOfAll> ReadPauseAsync(RecordStore store, CancellationToken cancellation) =>
        await store.ReadPauseOfAllAsync(cancellation) is { Automation: not Automation.Unknown } pause ? pause : await store.ReadPauseOfAllAsync(cancellation);
}
