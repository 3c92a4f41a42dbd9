using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Signals;

/// <summary>
/// Signals read once for several plans: each alarm once, equal probes once. It serves one look, so nothing in it is older.
/// </summary>
public sealed class SharedSignals
{
    /// <summary>Lambda allows 1,024 open files, which include sockets.</summary>
    const int ProbesAtOnce = 200;

    readonly ConcurrencyLimit limit = new(ProbesAtOnce);
    readonly Dictionary<object, object> asked = [];

    /// <summary>By alarm, the answer to the call that reads it and others.</summary>
    internal Dictionary<AlarmSignal, SharedAnswer<IReadOnlyDictionary<AlarmSignal, SignalObservation>>> Alarms { get; } = [];

    /// <summary>Equal questions are asked once and share the answer.</summary>
    internal Task<T> AskAsync<T>(object question, Func<Task<T>> ask)
    {
        lock (asked)
        {
            if (!asked.TryGetValue(question, out var known))
            {
                asked[question] = known = new SharedAnswer<T>(limit.RunAsync(ask));
            }

            return ((SharedAnswer<T>)known).GetAsync();
        }
    }
}
