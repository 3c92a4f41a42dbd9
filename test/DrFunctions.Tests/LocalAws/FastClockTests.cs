using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class FastClockTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The world sets a timer's time after it was made, by which its events must come as fast as its clock goes.</summary>
    [Fact]
    public async Task What_the_world_does_later_comes_as_much_sooner()
    {
        using var world = new World(new FastClock(60), seed: 1);
        var came = new TaskCompletionSource();
        var twice = new TaskCompletionSource();
        var times = 0;
        lock (world.Gate)
        {
            world.After(TimeSpan.FromSeconds(60), came.SetResult);
            world.Every(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), () =>
            {
                if (++times == 2)
                {
                    twice.SetResult();
                }
            });
        }

        await Task.WhenAll(came.Task, twice.Task).WaitAsync(Patience);
    }
}
