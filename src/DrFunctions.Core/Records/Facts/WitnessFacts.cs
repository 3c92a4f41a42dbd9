namespace DrFunctions.Core.Records.Facts;

/// <summary>A person says that the plan's signals count as seen up.</summary>
/// <param name="Signals">Those that were never seen up before.</param>
public sealed record SignalsArmed(Fact Because, IReadOnlyList<string> Signals) : Fact;

/// <summary>One vantage says that the primary is down, and another that it is up.</summary>
/// <param name="UpAt">The vantages that say up.</param>
/// <param name="AsksAfter">How long it may last until a person is asked.</param>
public sealed record VantagesDisagree(
    SignalsCounted Signals, IReadOnlyList<string> UpAt, TimeSpan Since, TimeSpan AsksAfter, Fact? Prewarm = null) : Fact
{
    internal override Fact Uncounted() => this with { Since = default, Prewarm = Prewarm?.Uncounted() };
}

/// <summary>A record of an earlier version is carried on, and the plan relies on defaults that were others then.</summary>
/// <param name="Fields">The trigger's fields.</param>
public sealed record DefaultsChanged(IReadOnlyList<string> Fields) : Fact;
