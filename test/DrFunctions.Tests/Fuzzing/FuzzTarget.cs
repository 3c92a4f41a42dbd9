namespace DrFunctions.Tests.Fuzzing;

/// <summary>Brings each input to those who read it.</summary>
sealed class FuzzTarget : IDisposable
{
    /// <summary>A simulation remembers every call, so it is renewed now and then.</summary>
    const int EventsOfAWorld = 2_000;

    readonly TableTarget tables = new();
    EventTarget events = new();
    int judged;

    public FuzzResult Of(HostileInput input)
    {
        try
        {
            return input.Reader switch
            {
                Reader.Plan => PlanTarget.Run(input.Bytes),
                Reader.Record => RecordTarget.Record(input.Bytes),
                Reader.RegionFailovers => RecordTarget.OfRegionFailovers(input.Bytes),
                Reader.Items => World().Item(input.Bytes),
                Reader.Board => RecordTarget.OfBoard(input.Bytes),
                Reader.Readiness => RecordTarget.OfReadiness(input.Bytes),
                Reader.History or Reader.Claims => tables.Of(input.Reader, input.Bytes),
                _ => World().Run(input.Reader, input.Bytes),
            };
        }
        catch (Exception e)
        {
            return new FuzzResult(false, $"it threw {e}", 0, TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        events.Dispose();
        tables.Dispose();
    }

    EventTarget World()
    {
        if (events.IsUsedUp || ++judged % EventsOfAWorld == 0)
        {
            events.Dispose();
            events = new EventTarget();
        }

        return events;
    }
}
