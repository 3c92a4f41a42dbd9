namespace DrFunctions.Core.Plans;

/// <summary>Defaults of a trigger that earlier versions did not have: whoever relies on them is told once, and by `dr check`.</summary>
static class ChangedDefaults
{
    const string Witnesses = "witnesses";

    /// <summary>A plan without <c>for</c> acted on the second look, which a restart of the primary is enough for.</summary>
    public static readonly TimeSpan For = TimeSpan.FromSeconds(60);

    /// <summary>Warns of the defaults that the plan relies on, and returns their fields.</summary>
    public static IReadOnlyList<string> Warn(Fields trigger, IReadOnlyList<Signal> signals)
    {
        // With one vantage there is nobody to disagree.
        var isAlone = signals.Select(signal => signal.Vantage).Distinct().Count() < 2;
        List<string> relied = [.. new[] { "for", Witnesses }.Where(name => !trigger.Has(name) && !(name == Witnesses && isAlone))];
        relied.ForEach(name => trigger.Warn(name, $"{Says(name)}; write it, so that it stays as you want it."));
        return relied;
    }

    /// <summary>What changed, as the end of a sentence about the field.</summary>
    public static string Says(string name) => name switch
    {
        "for" => "is not written: it was 0s in earlier versions, and is 60s now",
        Witnesses => "is not written: earlier versions began as \"any\" has it, and it is \"all\" now",
        // A later version may have stored another one.
        _ => "has another default than in earlier versions",
    };
}
