using System.Threading.Channels;

namespace DrFunctions.Tests.Runtime;

/// <summary>The state that the Runtime API keeps for one process: what waits, what is being worked on, whether init is over.</summary>
internal sealed class InvocationQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private Invocation? _current;
    private Outcome? _processIsGone;
    private object? _process;
    private Action _kill = () => { };
    private bool _initialised;

    /// <summary>A new process starts: what the one before it did does not count.</summary>
    public void Attach(object process, Action kill)
    {
        lock (_lock)
        {
            _process = process;
            _kill = kill;
            _processIsGone = null;
            _initialised = false;
        }
    }

    public void Add(Invocation invocation)
    {
        lock (_lock)
        {
            if (_processIsGone is null)
            {
                _waiting.Writer.TryWrite(invocation);
            }
            else
            {
                invocation.End(_processIsGone);
            }
        }
    }

    /// <summary>The event not yet answered, again, or the next one.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                _initialised = true;
                if (_current is { Ended: false } unanswered)
                {
                    return unanswered;
                }
            }

            await _waiting.Reader.WaitToReadAsync(cancellationToken);
            lock (_lock)
            {
                if (_waiting.Reader.TryRead(out var next) && !next.Ended)
                {
                    _current = next;
                    next.Delivered(Expire);
                    return next;
                }
            }
        }
    }

    public Reply Answer(string id, Outcome outcome)
    {
        lock (_lock)
        {
            return _current?.Id != id ? Reply.InvalidRequestId
                : _current.End(outcome) ? Reply.Accepted
                : Reply.InvalidStateTransition;
        }
    }

    public Reply FailInit(Outcome.InitFailed failure)
    {
        lock (_lock)
        {
            if (_initialised)
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
        lock (_lock)
        {
            if (process == _process)
            {
                _kill = () => { };
                Gone(new Outcome.Exited(code));
            }
        }
    }

    /// <summary>Ends an event that no process asked for, or that was not answered in time, and the process with it.</summary>
    public void Expire(Invocation invocation)
    {
        var message = $"RequestId: {invocation.Id} Error: Task timed out after {invocation.Timeout.TotalSeconds:0.00} seconds";
        lock (_lock)
        {
            if (invocation.End(new Outcome.TimedOut(message)))
            {
                _kill();
            }
        }
    }

    public void Dispose() => _current?.Dispose();

    // An init error is followed by the exit that it causes; what came first is what the caller is told.
    private void Gone(Outcome how)
    {
        _processIsGone ??= how;
        _current?.End(_processIsGone);
        while (_waiting.Reader.TryRead(out var waiting))
        {
            waiting.End(_processIsGone);
        }
    }
}
