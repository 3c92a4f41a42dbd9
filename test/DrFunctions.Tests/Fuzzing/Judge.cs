namespace DrFunctions.Tests.Fuzzing;

/// <summary>Brings each input to those who read it.</summary>
sealed class Judge : IDisposable
{
    /// <summary>A simulation remembers every call, so it is renewed now and then.</summary>
    const int EventsOfAWorld = 2_000;

    EventJudge events = new();
    int judged;

    public Judgement Of(HostileInput input)
    {
        try
        {
            return input.Reader switch
            {
                Reader.Plan => PlanJudge.Judge(input.Bytes),
                Reader.Record => RecordJudge.Record(input.Bytes),
                Reader.RegionFailovers => RecordJudge.OfVelocity(input.Bytes),
                Reader.Items => World().Item(input.Bytes),
                _ => World().Judge(input.Reader, input.Bytes),
            };
        }
        catch (Exception e)
        {
            return new Judgement(false, $"it threw {e}", 0, TimeSpan.Zero);
        }
    }

    public void Dispose() => events.Dispose();

    EventJudge World()
    {
        if (events.IsUsedUp || ++judged % EventsOfAWorld == 0)
        {
            events.Dispose();
            events = new EventJudge();
        }

        return events;
    }
}
