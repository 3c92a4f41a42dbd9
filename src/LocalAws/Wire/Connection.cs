using System.Security.Authentication;

namespace LocalAws.Wire;

/// <summary>What happens to callers while a call is on its way: they wait, wait for ever, are killed, or are frozen and thawed.</summary>
sealed class Connection(World world)
{
    public static Task<WireResponse> Hang(CancellationToken cancel) => OrGivenUp(new TaskCompletionSource<WireResponse>(), cancel);

    public static HttpRequestException Reset() => new(HttpRequestError.ConnectionError, "Connection reset by peer");

    /// <summary>As .NET's client says it.</summary>
    public static HttpRequestException WrongCertificate() => new(
        HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.",
        new AuthenticationException("The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch"));

    public async Task Pause(TimeSpan time, CancellationToken cancel)
    {
        // Timers count whole milliseconds.
        time = TimeSpan.FromMilliseconds(Math.Floor(time.TotalMilliseconds));
        var over = new TaskCompletionSource<bool>();
        if (time > TimeSpan.Zero)
        {
            await using var timer = world.Time.CreateTimer(_ => over.TrySetResult(true), null, time, Timeout.InfiniteTimeSpan);
            await OrGivenUp(over, cancel);
        }
        else
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Freezes the caller for the fault's time, and ends when the caller is thawed.</summary>
    public async Task FreezeAsync(Fault fault)
    {
        Caller.Current?.Freeze(world, fault.For, fault.WallJumps, fault.MonotonicJumps);
        await (Caller.Current?.AwakeAsync() ?? Task.CompletedTask);
    }

    /// <summary>The answer reaches a caller that was frozen before it arrived.</summary>
    public async Task<WireResponse> Thawed(Fault fault, WireResponse response)
    {
        await FreezeAsync(fault);
        return response;
    }

    /// <summary>The answer reaches a caller that is awake, or waits until the caller is.</summary>
    public static async Task<WireResponse> Awake(WireResponse response)
    {
        await (Caller.Current?.AwakeAsync() ?? Task.CompletedTask);
        return response;
    }

    /// <summary>The caller is killed before the answer arrives.</summary>
    public static Task<WireResponse> Kill()
    {
        Caller.Current?.Die();
        return Never();
    }

    /// <summary>The answer arrives, and then the caller is killed: what it does next with the answer never happens.</summary>
    public static WireResponse Answered(WireResponse response)
    {
        Caller.Current?.Die();
        return response;
    }

    public static Task<WireResponse> Never() => new TaskCompletionSource<WireResponse>().Task;

    // Neither Task.Delay nor disposing of the registration: both may continue on another thread, and the caller must stay on its own.
    static async Task<T> OrGivenUp<T>(TaskCompletionSource<T> answer, CancellationToken cancel)
    {
        var caller = Caller.Current;
        var registration = cancel.Register(() =>
        {
            // The client of a killed caller is disposed of when the simulation ends; that must not wake the caller.
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
}
