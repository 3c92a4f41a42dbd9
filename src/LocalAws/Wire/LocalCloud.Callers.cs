using LocalAws.Wire;

namespace LocalAws;

/// <summary>What befalls those who call: they wait for ever, are killed, or frozen and thawed.</summary>
public sealed partial class LocalCloud
{
    static Task<WireResponse> Hang(CancellationToken cancel) => OrGivenUp(new TaskCompletionSource<WireResponse>(), cancel);

    async Task Pause(TimeSpan time, CancellationToken cancel)
    {
        // Clocks of timers count whole milliseconds.
        time = TimeSpan.FromMilliseconds(Math.Floor(time.TotalMilliseconds));
        var over = new TaskCompletionSource<bool>();
        if (time > TimeSpan.Zero)
        {
            await using var timer = World.Time.CreateTimer(_ => over.TrySetResult(true), null, time, Timeout.InfiniteTimeSpan);
            await OrGivenUp(over, cancel);
        }
        else
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    // Neither Task.Delay nor disposing of the registration: both may go on on another thread, and the caller must go on on its own.
    static async Task<T> OrGivenUp<T>(TaskCompletionSource<T> answer, CancellationToken cancel)
    {
        var caller = Caller.Current;
        var registration = cancel.Register(() =>
        {
            // The client of a dead caller is disposed of when the simulation ends; that must not wake it.
            if (caller is not { IsDead: true })
            {
                answer.TrySetCanceled(cancel);
            }
        });
        try
        {
            return await answer.Task;
        }
        finally
        {
            registration.Unregister();
        }
    }

    async Task FreezeAsync(Fault fault)
    {
        Caller.Current?.Freeze(World, fault.For, fault.WallJumps, fault.MonotonicJumps);
        await (Caller.Current?.AwakeAsync() ?? Task.CompletedTask);
    }

    async Task<WireResponse> Thawed(Fault fault, WireResponse response)
    {
        await FreezeAsync(fault);
        return response;
    }

    static async Task<WireResponse> Awake(WireResponse response)
    {
        await (Caller.Current?.AwakeAsync() ?? Task.CompletedTask);
        return response;
    }

    static Task<WireResponse> Kill()
    {
        Caller.Current?.Die();
        return Never();
    }

    /// <summary>The answer arrives, and what its reader does next never does.</summary>
    static WireResponse Answered(WireResponse response)
    {
        Caller.Current?.Die();
        return response;
    }

    static Task<WireResponse> Never() => new TaskCompletionSource<WireResponse>().Task;
}
