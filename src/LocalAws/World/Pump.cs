using System.Runtime.ExceptionServices;

namespace LocalAws;

/// <summary>Runs asynchronous work on one thread in virtual time: whenever the work waits, the clock jumps to its next timer.</summary>
public static class Pump
{
    /// <summary>
    /// Runs <paramref name="work"/> to its end on a thread of its own, where no synchronisation context moves continuations away.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The work waits for something that is not a timer of <paramref name="clock"/>.
    /// </exception>
    public static T Run<T>(VirtualClock clock, Func<Task<T>> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                clock.Thread = Environment.CurrentManagedThreadId;
                result = Turn(clock, work());
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                clock.Thread = null;
            }
        }, maxStackSize: 16 << 20) { IsBackground = true, Name = "pump" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(VirtualClock clock, Func<Task> work) =>
        Run(clock, async () =>
        {
            await work();
            return true;
        });

    static T Turn<T>(VirtualClock clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            if (!clock.FireNext())
            {
                throw new InvalidOperationException(
                    "The simulation waits for something that no timer of its clock will bring; await only what comes from its TimeProvider.");
            }
        }

        return task.GetAwaiter().GetResult();
    }
}
