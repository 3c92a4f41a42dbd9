namespace DrFunctions.Tests.Simulations;

public enum Trouble
{
    RegionDown,
    DoorsBroken,

    /// <summary>Down, failed back, and down once more within the cooldown.</summary>
    DownTwice,
    OneSignal,
    Flapping,
    CutOff,
    UsEast1Dark,
    Deploy,
}

/// <summary>Something that goes wrong in a year, or only seems to.</summary>
sealed record Incident(int Number, Trouble Trouble, DateTimeOffset Start, TimeSpan Length)
{
    public static readonly TimeSpan SecondAfter = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Outage = TimeSpan.FromMinutes(6);

    /// <summary>Shorter than any plan's "for" that is worth the name, and long enough to be seen.</summary>
    public static readonly TimeSpan Flap = TimeSpan.FromSeconds(40);

    /// <summary>The primary is really down, for longer than the plan asks.</summary>
    public bool IsTrue => Trouble is Trouble.RegionDown or Trouble.DoorsBroken or Trouble.DownTwice;

    public DateTimeOffset End => Start + Length;

    /// <summary>A hundred of all kinds, one in every three or four days of a year.</summary>
    public static IReadOnlyList<Incident> Year(int seed, DateTimeOffset begin)
    {
        var random = new Random(seed);
        var slot = TimeSpan.FromDays(365) / 100;
        return [.. Enumerable.Range(0, 100).Select(number =>
        {
            var trouble = (Trouble)random.Next(Enum.GetValues<Trouble>().Length);
            var length = trouble == Trouble.DownTwice ? SecondAfter + Outage : TimeSpan.FromSeconds(random.Next(5 * 60, 6 * 3600));
            return new Incident(number + 1, trouble, begin + (slot * number) + TimeSpan.FromSeconds(random.Next(60, 48 * 3600)), length);
        })];
    }

    public bool IsDown(DateTimeOffset now) => now >= Start && now < End && Trouble switch
    {
        Trouble.RegionDown or Trouble.DoorsBroken => true,
        Trouble.DownTwice => now < Start + Outage || now >= Start + SecondAfter,
        Trouble.Flapping => (now - Start).TotalSeconds % 180 < Flap.TotalSeconds,
        _ => false,
    };
}
