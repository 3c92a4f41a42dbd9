using System.Text.Json;
using DrFunctions.Core.Observations;

namespace DrFunctions.Core.Records;

/// <summary>
/// What was found since users were moved. People are told, and nothing depends on it: records are right or wrong by the API, and users
/// follow DNS.
/// </summary>
public sealed record PostSwitch
{
    public static PostSwitch None { get; } = new();

    /// <summary>The newest answer about each name that could be asked for.</summary>
    public IReadOnlyList<NameSeen> Names { get; init => field = value ?? []; } = [];

    public IReadOnlyList<PostSwitchFinding> Findings { get; init => field = value ?? []; } = [];

    /// <summary>When the standby's checks were last asked since it serves.</summary>
    public DateTimeOffset? ChecksAt { get; init; }

    /// <summary>When the traffic steps were last observed since the standby serves.</summary>
    public DateTimeOffset? TrafficAt { get; init; }
}

/// <param name="At">When it was asked last.</param>
public sealed record NameSeen(string Step, NameState State, string Because, DateTimeOffset At);

/// <summary>Something that is not as it should be after a switch.</summary>
/// <param name="Because">What was observed last.</param>
public sealed record PostSwitchFinding(string Step, PostSwitchTrouble What, string Because, DateTimeOffset Since)
{
    /// <summary>The readings that found it, one after the other.</summary>
    public int Looks { get; init; } = 1;

    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>One reading may meet a moment's trouble.</summary>
    public bool IsConfirmed => Looks > 1;
}

public enum PostSwitchTrouble
{
    /// <summary>DNS does not lead all users of the step's name to the standby.</summary>
    NameElsewhere,

    /// <summary>DNS does, as far as it can be asked, and a request to the name fails.</summary>
    NameNotServed,

    /// <summary>What the step switched is not switched any more.</summary>
    PutBack,

    /// <summary>A check of the standby fails.</summary>
    CheckFails,
}

static class PostSwitchJson
{
    public static void Write(Utf8JsonWriter writer, PostSwitch found)
    {
        if (found == PostSwitch.None)
        {
            return;
        }

        writer.WriteStartObject("postSwitch");
        writer.WriteStartArray("names");
        foreach (var name in found.Names)
        {
            writer.WriteStartObject();
            writer.WriteString("step", name.Step);
            writer.WriteString("state", name.State.ToString());
            writer.WriteString("because", name.Because);
            writer.WriteString("at", name.At);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (var finding in found.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("step", finding.Step);
            writer.WriteString("what", finding.What.ToString());
            writer.WriteString("because", finding.Because);
            writer.WriteString("since", finding.Since);
            writer.WriteNumber("looks", finding.Looks);
            Write(writer, "toldAt", finding.ToldAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "checksAt", found.ChecksAt);
        Write(writer, "trafficAt", found.TrafficAt);
        writer.WriteEndObject();
    }

    public static PostSwitch Read(JsonElement json) => new()
    {
        Names = json.Known("names") is not { } names ? []
            : [.. names.EnumerateArray().Select(name => new NameSeen(
                name.Text("step")!, name.Word<NameState>("state"), name.Text("because")!, name.Instant("at")))],
        Findings = json.Known("findings") is not { } findings ? []
            : [.. findings.EnumerateArray().Select(one => new PostSwitchFinding(
                one.Text("step")!, one.Word<PostSwitchTrouble>("what"), one.Text("because")!, one.Instant("since"))
            {
                Looks = one.Given("looks")?.GetInt32() ?? 1,
                ToldAt = one.InstantIfAny("toldAt"),
            })],
        ChecksAt = json.InstantIfAny("checksAt"),
        TrafficAt = json.InstantIfAny("trafficAt"),
    };

    static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } at)
        {
            writer.WriteString(name, at);
        }
    }
}
