using System.Globalization;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Deciding;

/// <summary>People who send any command at any time, more often one that fits the phase, and who pause.</summary>
sealed class FakePeople(Random random)
{
    readonly bool pauses = random.Next(4) == 0;
    readonly int often = random.Next(4, 30);
    bool paused;
    DateTimeOffset? until;
    int requests;

    public bool Calm { get; set; }

    /// <summary>Whether automation is on, and when a pause ends by itself; every second pause is without an end.</summary>
    public (Automation Automation, DateTimeOffset? Until) IsOn(DateTimeOffset now)
    {
        if (Calm)
        {
            return (Automation.On, null);
        }

        var before = paused;
        paused = paused ? !(until <= now) && (until is not null || random.Next(4) != 0) : pauses && random.Next(20) == 0;
        until = !paused ? null : before || now.Second % 2 == 0 ? until : now + TimeSpan.FromSeconds(now.Second * 3);
        return random.Next(50) == 0 ? (Automation.Unknown, null) : paused ? (Automation.Paused, until) : (Automation.On, null);
    }

    public Request? Ask(Record record, DateTimeOffset now)
    {
        if (Calm || random.Next(often) != 0)
        {
            return null;
        }

        var command = random.Next(3) == 0 ? (Command)random.Next(Enum.GetValues<Command>().Length) : Likely(record.Phase);
        var asked = random.Next(20) == 0 ? now - TimeSpan.FromMinutes(random.Next(30)) : now;
        return new Request((++requests).ToString("D9", CultureInfo.InvariantCulture), command, asked, "Ann", "a try")
        {
            OverridesPause = random.Next(3) == 0,
            AcceptsStandby = random.Next(3) == 0,
            SkipsHealth = random.Next(3) == 0,
            OverridesShadow = random.Next(3) == 0,
        };
    }

    Command Likely(Phase phase) => phase switch
    {
        Phase.Watching => random.Next(4) == 0 ? Command.Failover : random.Next(4) == 0 ? Command.Reset
            : random.Next(4) == 0 ? Command.Arm : Command.Drill,
        Phase.AwaitingApproval => random.Next(2) == 0 ? Command.Approve : Command.Reject,
        Phase.Recovered => random.Next(4) == 0 ? Command.Reset : Command.Failback,
        Phase.Stuck => (Command)(random.Next(3) switch { 0 => (int)Command.Approve, 1 => (int)Command.Failback, _ => (int)Command.Reset }),
        _ => Command.Failover,
    };
}
