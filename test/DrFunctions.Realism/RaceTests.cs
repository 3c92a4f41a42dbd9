namespace DrFunctions.Realism;

/// <summary>Two processes of the published executable are woken for the same plan at the same moment: only one acts.</summary>
[Collection(Published.Name)]
public sealed class RaceTests(PublishedFunctions functions, Estates estates) : IClassFixture<Estates>
{
    const int Rounds = 6;

    [Fact]
    public async Task Alarm_and_schedule_at_once_fail_over_once() =>
        await Task.WhenAll(Enumerable.Range(0, Rounds).Select(round => RaceAsync(isHeldTogether: round % 2 == 0)));

    /// <param name="isHeldTogether">Whether the first saves of both wait for each other, so that they certainly race.</param>
    async Task RaceAsync(bool isHeldTogether)
    {
        await using var estate = await Estate.FurnishAsync(estates, functions);
        var before = await estate.StateAsync();
        using var line = new Barrier(2);
        await using var alarms = await estate.ProxyAsync(Meet());
        await using var watches = await estate.ProxyAsync(Meet());
        await using var alarm = await estate.StartAsync("alarm", alarms);
        await using var watch = await estate.StartAsync("watch", watches);

        await Task.WhenAll(
            Estate.UntilAsync(alarm, estate.EventOf("alarm"), "Recovered", Estate.Timeout * 2),
            Estate.UntilAsync(watch, estate.EventOf("watch"), "Recovered", Estate.Timeout * 2));

        await EstateJudge.ShopRecoveredAsync(estate, before);
        Assert.Single(estate.Calls.Effects("RegisterScalableTarget"));
        Assert.Equal(3, estate.Calls.Effects("Publish").Count);

        Func<PassingCall, Task<Mishap>> Meet()
        {
            var first = true;
            return async call =>
            {
                if (isHeldTogether && first && call.Operation is "PutItem" or "TransactWriteItems")
                {
                    first = false;
                    await Task.Run(() => line.SignalAndWait(TimeSpan.FromSeconds(2)));
                }

                return Mishap.None;
            };
        }
    }
}
