using LocalAws.Wire;

namespace DrFunctions.Realism;

/// <summary>The faults that a call may meet on its way to moto and back.</summary>
enum Mishap
{
    None,
    KillBefore,
    KillAfterEffect,
    KillAfterAnswer,
    Slow,
    ResetBefore,
    ResetAfter,
    HangBefore,
    HangAfter,
    Error500Before,
    Error500After,
    Throttle,
    CutAnswer,
    CutDocument,
    GarbageBefore,
    GarbageAfter,
    WrongType,
}

/// <summary>One call of a function to AWS.</summary>
/// <param name="Number">The call's number, from 1, in the order in which calls reached this proxy.</param>
/// <param name="Order">The call's place in the order in which calls of all processes reached the estate.</param>
sealed record PassingCall(int Number, int Order, DateTimeOffset At, WireRequest Request)
{
    public string Region => Request.Scope?.Region ?? "";

    public string Service => Request.Scope?.Service ?? "";

    /// <summary>Route 53's operations have no name on the wire, only a method and a path.</summary>
    public string Operation => Service != "route53" ? Request.Operation
        : Request.Method == "POST" ? "ChangeResourceRecordSets" : Request.Path.Contains("/change/", StringComparison.Ordinal) ? "GetChange" : "ListResourceRecordSets";

    public Mishap Mishap { get; set; }

    /// <summary>The status that moto answered; 0 if the call never reached moto.</summary>
    public int Status { get; set; }

    public bool TookEffect => Status is >= 200 and < 300;

    public override string ToString() => $"{Order,4} #{Number,-3} {At:HH:mm:ss.fff} {Region} {Service} {Operation} -> {Status}{(Mishap == Mishap.None ? "" : $" ({Mishap})")}";
}

/// <summary>All calls to one estate, by every process that ran for it.</summary>
sealed class CallLog
{
    /// <summary>The calls that change something, apart from the state table and notices.</summary>
    static readonly string[] Changing =
        ["StartInstances", "StopInstances", "UpdateService", "RegisterScalableTarget", "ChangeResourceRecordSets", "PutMetricData"];

    readonly List<PassingCall> calls = [];

    public IReadOnlyList<PassingCall> All
    {
        get
        {
            lock (calls)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>The calls that moto carried out.</summary>
    public IReadOnlyList<PassingCall> Effects(params string[] operations) =>
        [.. All.Where(call => call.TookEffect && operations.Contains(call.Operation))];

    public IReadOnlyList<PassingCall> Changes => Effects(Changing);

    public PassingCall Add(int number, WireRequest request)
    {
        lock (calls)
        {
            var call = new PassingCall(number, calls.Count + 1, DateTimeOffset.UtcNow, request);
            calls.Add(call);
            return call;
        }
    }

    public override string ToString() => string.Join('\n', All);
}
