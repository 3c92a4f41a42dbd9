using System.Text.Json;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>The rounds of the watch as their metrics tell them, oldest first.</summary>
sealed record WatchedRounds(IReadOnlyList<WatchedRounds.Metrics> All)
{
    const string Heartbeat = "Heartbeat";

    /// <summary>Reads the metrics as CloudWatch does: only what the directive names counts.</summary>
    public static WatchedRounds In(string log) =>
        new([.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)]);

    /// <summary>No round between two instants may beat, and each must say why.</summary>
    public string? Beats(DateTimeOffset from, DateTimeOffset until, string reason)
    {
        var rounds = Between(from, until);
        return rounds.Count == 0 ? $"The watch reported no round between {from:HH:mm} and {until:HH:mm}."
            : rounds.Find(round => round.Names.Contains(Heartbeat)) is { } beat ? $"The heartbeat of {beat.At:HH:mm:ss}Z beats although nothing was watched."
            : rounds.Find(round => !round.Names.Contains(reason)) is { } silent ? $"The round of {silent.At:HH:mm:ss}Z does not report {reason}."
            : null;
    }

    /// <summary>Each round between two instants must say why it is no use, and there must be one.</summary>
    public string? Silent(DateTimeOffset from, DateTimeOffset until, string reason)
    {
        var rounds = All.Where(round => round.At >= from && round.At < until).ToList();
        return rounds.Count == 0 ? $"The watch reported no round between {from:HH:mm} and {until:HH:mm}."
            : rounds.Find(round => !round.Names.Contains(reason)) is { } silent ? $"The round of {silent.At:HH:mm:ss}Z does not report {reason}."
            : null;
    }

    /// <summary>Some round after an instant must beat.</summary>
    public string? SilentAfter(DateTimeOffset instant) =>
        All.Any(round => round.At >= instant && round.Names.Contains(Heartbeat)) ? null : $"No heartbeat came back after {instant:HH:mm}Z.";

    /// <summary>Each round between two instants must report it.</summary>
    public string? Lacks(DateTimeOffset from, DateTimeOffset until, string metric) => Between(from, until) is not { Count: > 0 } rounds
        ? $"The watch reported no round between {from:HH:mm} and {until:HH:mm}."
        : rounds.Find(round => !round.Names.Contains(metric)) is { } silent ? $"The round of {silent.At:HH:mm:ss}Z does not report {metric}." : null;

    /// <summary>No round between two instants may report it.</summary>
    public string? Has(DateTimeOffset from, DateTimeOffset until, string metric) =>
        Between(from, until).Find(round => round.Names.Contains(metric)) is { } wrong ? $"The round of {wrong.At:HH:mm:ss}Z reports {metric}." : null;

    List<Metrics> Between(DateTimeOffset from, DateTimeOffset until) => All.Where(round => round.At >= from && round.At < until).ToList();

    static Metrics Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var embedded = json.RootElement.GetProperty("_aws");
        var names = embedded.GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray()
            .Select(metric => metric.GetProperty("Name").GetString()!).Where(name => json.RootElement.GetProperty(name).GetInt32() > 0);
        return new Metrics(DateTimeOffset.FromUnixTimeMilliseconds(embedded.GetProperty("Timestamp").GetInt64()), [.. names]);
    }

    /// <param name="Names">The metrics above zero.</param>
    public sealed record Metrics(DateTimeOffset At, IReadOnlyList<string> Names);
}
