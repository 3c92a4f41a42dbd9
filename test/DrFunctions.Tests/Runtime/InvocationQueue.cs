using System.Threading.Channels;

namespace DrFunctions.Tests.Runtime;

/// <summary>The state that the Runtime API keeps for one process: what waits, what is being worked on, whether init is over.</summary>
sealed class InvocationQueue : IDisposable
{
    readonly Lock gate = new();
    readonly Channel<Invocation> queued = Channel.CreateUnbounded<Invocation>();
    Invocation? current;
    Outcome? gone;
    object? process;
    Action kill = () => { };
    bool initialised;

    /// <summary>A new process starts: what the one before it did does not count.</summary>
    public void Attach(object process, Action kill)
    {
        lock (gate)
        {
            this.process = process;
            this.kill = kill;
            gone = null;
            initialised = false;
        }
    }

    public void Add(Invocation invocation)
    {
        lock (gate)
        {
            if (gone is null)
            {
                queued.Writer.TryWrite(invocation);
            }
            else
            {
                invocation.End(gone);
            }
        }
    }

    /// <summary>The event not yet answered, again, or the next one.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (gate)
            {
                initialised = true;
                if (current is { Ended: false } unanswered)
                {
                    return unanswered;
                }
            }

            await queued.Reader.WaitToReadAsync(cancellationToken);
            lock (gate)
            {
                if (queued.Reader.TryRead(out var next) && !next.Ended)
                {
                    current = next;
                    next.Delivered(Expire);
                    return next;
                }
            }
        }
    }

    public Reply Answer(string id, Outcome outcome)
    {
        lock (gate)
        {
            return current?.Id != id ? Reply.InvalidRequestId
                : current.End(outcome) ? Reply.Accepted
                : Reply.InvalidStateTransition;
        }
    }

    public Reply FailInit(Outcome.InitFailed failure)
    {
        lock (gate)
        {
            if (initialised)
            {
                return Reply.InvalidStateTransition;
            }

            Gone(failure);
            return Reply.Accepted;
        }
    }

    /// <summary>Word of an exit may come late, when the next process has already started.</summary>
    public void ProcessExited(object process, int code)
    {
        lock (gate)
        {
            if (process == this.process)
            {
                kill = () => { };
                Gone(new Outcome.Exited(code));
            }
        }
    }

    /// <summary>Ends an event that no process asked for, or that was not answered in time, and the process with it.</summary>
    public void Expire(Invocation invocation)
    {
        var message = $"RequestId: {invocation.Id} Error: Task timed out after {invocation.Timeout.TotalSeconds:0.00} seconds";
        lock (gate)
        {
            if (invocation.End(new Outcome.TimedOut(message)))
            {
                kill();
            }
        }
    }

    public void Dispose() => current?.Dispose();

    // An init error is followed by the exit that it causes; what came first is what the caller is told.
    void Gone(Outcome how)
    {
        gone ??= how;
        current?.End(gone);
        while (queued.Reader.TryRead(out var waiting))
        {
            waiting.End(gone);
        }
    }
}
