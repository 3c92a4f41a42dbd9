namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

public class ScheduledEvent : CloudWatchEvent<Detail>
{
}

/// <summary>A scheduled event carries an empty detail object.</summary>
public class Detail
{
}
