using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Signals;

/// <summary>What was read for the plans that look together: each alarm once, equal probes once. It serves one look, and nothing on it is older.</summary>
public sealed class SignalSheet
{
    /// <summary>A Lambda may have 1,024 files open, sockets among them.</summary>
    const int ProbesAtOnce = 200;

    readonly Lane lane = new(ProbesAtOnce);
    readonly Dictionary<object, object> asked = [];

    /// <summary>By alarm, the answer to the call that asks for it and for others.</summary>
    internal Dictionary<AlarmSignal, Shared<IReadOnlyDictionary<AlarmSignal, SignalObservation>>> Alarms { get; } = [];

    /// <summary>The answer to equal questions, asked once.</summary>
    internal Task<T> AskAsync<T>(object question, Func<Task<T>> ask)
    {
        lock (asked)
        {
            if (!asked.TryGetValue(question, out var known))
            {
                asked[question] = known = new Shared<T>(lane.DoAsync(ask));
            }

            return ((Shared<T>)known).GetAsync();
        }
    }
}
