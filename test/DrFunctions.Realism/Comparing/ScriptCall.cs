using System.Text.Json.Nodes;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Comparing;

/// <summary>A line of calls.json: a call with the members to read from its answer, or a wait in the simulated world.</summary>
sealed record ScriptCall(
    string Say, string Service, string Operation, string Region, string? Protocol, JsonObject Arguments, string[] Reads, bool AnyOrder)
{
    /// <summary>The names under which parts of the answer are kept; later calls name them in braces.</summary>
    public required IReadOnlyDictionary<string, string> Keeps { get; init; }

    public TimeSpan Wait { get; private init; }

    /// <summary>Whether the call only furnishes moto with a resource that LocalAws has already.</summary>
    public bool OnlyMoto { get; private init; }

    public static IReadOnlyList<ScriptCall> All { get; } =
        [.. JsonNode.Parse(Files.ReadText("test/DrFunctions.Realism/Comparing/calls.json"))!.AsArray().Select(line => Read(line!.AsObject()))];

    /// <summary>The call in the form that outsider.py takes, with this side's ids for the names in braces.</summary>
    public JsonObject For(Side side, string? protocol = null) => new()
    {
        ["service"] = Service,
        ["operation"] = Operation,
        ["region"] = Region,
        ["protocol"] = protocol ?? Protocol,
        ["arguments"] = JsonNode.Parse(side.Fill(Arguments.ToJsonString())),
    };

    static ScriptCall Read(JsonObject line)
    {
        var (service, operation) = line["call"]?.GetValue<string>().Split('.') is [var one, var two] ? (one, two) : ("", "");
        var reads = line["read"]?.GetValue<string>().Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new ScriptCall(
            line["say"]?.GetValue<string>() ?? "", service, operation, line["region"]?.GetValue<string>()
                ?? LocalEstate.Region, line["protocol"]?.GetValue<string>(),
            line["with"] as JsonObject ?? [], reads, line["order"] is not null)
        {
            Keeps = (line["keep"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()),
            Wait = TimeSpan.FromSeconds(line["wait"]?.GetValue<int>() ?? 0),
            OnlyMoto = line["only"] is not null,
        };
    }
}
