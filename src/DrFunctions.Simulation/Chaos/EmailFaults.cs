using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// Others who publish to the notice topic, as the alarms of a stack do: its inbox takes ten messages a second from all together.
/// </summary>
sealed class EmailFaults(LocalCloud cloud, string topic, Dice dice, Tally tally)
{
    /// <summary>DrFunctions itself publishes at most one a second for each of five plans, and a digest.</summary>
    const int MostOfOthers = 4;

    public void Install()
    {
        if (!dice.Chance(0.3))
        {
            return;
        }

        tally.Add("others publish to the notice topic");
        var (begin, seconds, each) = (dice.Seconds(0, 200), dice.Between(10, 120), dice.Between(1, MostOfOthers));
        for (var second = 0; second < seconds; second++)
        {
            cloud.World.After(begin + TimeSpan.FromSeconds(second), () =>
                Enumerable.Range(0, each).ToList().ForEach(_ => cloud.Sns.Send(topic, "an alarm of somebody else", "It is in ALARM.")));
        }
    }
}
