using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Signals;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>
/// What a sweep over many plans reads once for all of them: signals and the pause of all. It also limits how many records are read at once.
/// </summary>
public sealed class SharedReads(SharedSignals signals, RecordStore store, CancellationToken cancellation)
{
    readonly ConcurrencyLimit table = new(most: 100);
    readonly SharedAnswer<PauseOfAll> pause = new(ReadPauseAsync(store, cancellation));

    public SharedSignals Signals => signals;

    public Task<Stored> LoadAsync(string plan) => table.RunAsync(() => store.LoadAsync(plan, pause.GetAsync(), cancellation));

    /// <summary>Read again after a failure: one lost answer would stop every plan until the next minute.</summary>
    static async Task<PauseOfAll> ReadPauseAsync(RecordStore store, CancellationToken cancellation) =>
        await store.Pauses.ReadOfAllAsync(cancellation) is { Automation: not Automation.Unknown } pause ? pause
            : await store.Pauses.ReadOfAllAsync(cancellation);
}
