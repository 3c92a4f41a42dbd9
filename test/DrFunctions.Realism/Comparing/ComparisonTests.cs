using System.Text.Json.Nodes;

namespace DrFunctions.Realism.Comparing;

/// <summary>
/// The script of calls.json on LocalAws and on moto, through botocore: the members that are read, the error codes and the statuses are the
/// same, or the difference is in a reviewed list. And botocore's models of the services know every member that LocalAws answers.
/// </summary>
public sealed class ComparisonTests(MotoServer moto) : IClassFixture<MotoServer>
{
    static readonly string[] protocols = ["json", "query", "smithy-rpc-v2-cbor"];

    [Fact]
    public async Task LocalAws_and_moto_answer_alike_but_for_what_is_listed()
    {
        var made = (await moto.FurnishAsync()).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
        await using var estate = new LocalEstate();
        var ours = await PlayAsync(await estate.OpenAsync(), new Side(estate.Ids), estate.Wait, onMoto: false);
        var theirs = await PlayAsync(new Uri(moto.Address), new Side(made), _ => { }, onMoto: true);

        ReviewedDifferences.Assert("differences.txt", [.. ours.Zip(theirs).SelectMany(pair => Differences(pair.First, pair.Second))]);
    }

    [Fact]
    public async Task AWSs_models_know_all_that_LocalAws_answers_and_miss_nothing()
    {
        await using var estate = new LocalEstate();
        var played = await PlayAsync(await estate.OpenAsync(), new Side(estate.Ids), estate.Wait, onMoto: false);

        var complaints = played.SelectMany(one => one.Told["complaints"]!.AsArray().Select(complaint => $"{one.Call.Operation}, {one.Call.Say}: {complaint}")).Distinct();
        Assert.True(!complaints.Any(), string.Join('\n', complaints));
        Assert.All(played, one => Assert.True(one.Told["status"]!.GetValue<int>() > 0, $"{one.Call.Say}: {one.Told["error"]}"));
    }

    [Fact]
    public async Task The_script_has_a_good_and_a_bad_call_of_every_operation()
    {
        await using var estate = new LocalEstate();
        var played = await PlayAsync(await estate.OpenAsync(), new Side(estate.Ids), estate.Wait, onMoto: false);
        var good = played.Where(one => one.Told["error"] is null).Select(one => (one.Call.Service, one.Call.Operation)).ToHashSet();
        var bad = played.Where(one => one.Told["error"] is not null).Select(one => (one.Call.Service, one.Call.Operation)).ToHashSet();

        // These operations have no argument that could be wrong.
        string[] harmless = ["ListClusters", "ListTables", "ListTopics", "ListHostedZones", "GetAccountSettings"];
        var all = estate.Cloud.Operations.Select(one => (Names.OfModel(one.Service), one.Operation)).ToList();
        Assert.Equal("", string.Join(", ", all.Except(good)));
        Assert.Equal("", string.Join(", ", all.Except(bad).Where(one => !harmless.Contains(one.Operation))));
    }

    /// <summary>AWS's clients choose among the protocols; the same calls get the same answers in each. moto has no CBOR.</summary>
    [Fact]
    public async Task CloudWatch_answers_the_same_in_each_of_its_protocols()
    {
        var told = new List<List<Played>>();
        foreach (var protocol in protocols)
        {
            await using var estate = new LocalEstate();
            told.Add([.. (await PlayAsync(await estate.OpenAsync(), new Side(estate.Ids), estate.Wait, onMoto: false, "cloudwatch", protocol))]);
            Assert.All(told[^1], one => Assert.Equal(protocol, one.Told["protocol"]!.GetValue<string>()));
            Assert.Equal("", string.Join('\n', told[^1].SelectMany(one => one.Told["complaints"]!.AsArray().Select(complaint => $"{one.Call.Say}: {complaint}"))));
        }

        Assert.True(told[0].Count > 10);
        foreach (var other in told[1..])
        {
            Assert.Equal(told[0].Select(Shown), other.Select(Shown));
        }
    }

    static string Shown(Played one) =>
        $"{one.Call.Say}: {one.Told["status"]} {one.Told["error"]} {(one.Told["error"] is null ? Members.Sorted(one.Told["answer"])!.ToJsonString() : "")}";

    static IEnumerable<string> Differences(Played ours, Played theirs)
    {
        var (call, local, moto) = (ours.Call, Outcome(ours.Told), Outcome(theirs.Told));
        return local != moto
            ? [$"{call.Operation}, {call.Say}: LocalAws {local}, moto {moto}"]
            : Members.Differences(ours.Read, theirs.Read).Select(difference => $"{call.Operation}, {call.Say}: {difference}");
    }

    // An error without a code is an HTML page, which moto returns for operations that it lacks.
    static string Outcome(JsonObject told) => $"{told["status"]}{(told["error"] is { } code ? $" {code}" : "")}";

    static async Task<List<Played>> PlayAsync(
        Uri endpoint, Side side, Action<TimeSpan> wait, bool onMoto, string? service = null, string? protocol = null)
    {
        using var outsider = new Outsider(endpoint);
        var played = new List<Played>();
        foreach (var call in ScriptCall.All.Where(call => service is null || call.Service == service))
        {
            if (call.Operation.Length == 0)
            {
                wait(call.Wait);
                continue;
            }

            if (call.OnlyMoto && !onMoto)
            {
                continue;
            }

            var told = await outsider.AskAsync(call.For(side, protocol));
            foreach (var (name, path) in call.Keeps)
            {
                side.Keep(name, First(told["answer"], path));
            }

            if (!call.OnlyMoto)
            {
                played.Add(new Played(call, told, side.Read(told["answer"], call.Reads, call.AnyOrder)));
            }
        }

        return played;
    }

    /// <summary>The text at the path, in the first element of each list on the way.</summary>
    static string First(JsonNode? answer, string path)
    {
        var node = path.Split('.').Aggregate(answer, (at, name) => (at is JsonArray list ? list[0] : at)?[name]);
        return node?.GetValue<string>().Replace("/change/", "", StringComparison.Ordinal) ?? throw new InvalidOperationException($"The answer has no {path}.");
    }

    sealed record Played(ScriptCall Call, JsonObject Told, JsonNode? Read);
}
