using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>moto's decision about a call: one line for each resource that the call names.</summary>
public sealed record Judged(string Action, string Resource, bool Allowed);

/// <summary>The credentials of an assumed role.</summary>
public sealed record Keys(string Id, string Secret, string Token)
{
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = Id,
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
        ["AWS_SESSION_TOKEN"] = Token,
    };
}

/// <summary>
/// A moto that checks signatures and the policies of a deployed stack's role (moto_guarded.py says which part is moto's and which
/// is added). It checks only while it is guarded, so that the world can be furnished and read in between.
/// </summary>
public sealed class GuardedMoto : MotoServer
{
    readonly List<Judged> judged = [];

    protected override string[] Program => ["python3", "test/DrFunctions.Realism/moto_guarded.py"];

    public IReadOnlyList<Judged> Judged
    {
        get
        {
            lock (judged)
            {
                return [.. judged];
            }
        }
    }

    public void Forget()
    {
        lock (judged)
        {
            judged.Clear();
        }
    }

    /// <summary>Switches the checks on or off.</summary>
    public async Task GuardAsync(bool on)
    {
        using var http = new HttpClient();
        using var count = new StringContent(on ? "0" : "inf", MediaTypeHeaderValue.Parse("text/plain"));
        using var answer = await http.PostAsync(new Uri($"{Address}/moto-api/reset-auth"), count);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks moto_stack.py, through boto3, while the checks are off.</summary>
    public async Task<JsonNode> StackAsync(string what, params string[] arguments)
    {
        await GuardAsync(false);
        return JsonNode.Parse((await Tools.RunAsync("python3", ["test/DrFunctions.Realism/moto_stack.py", Address, what, .. arguments])).Good())!;
    }

    /// <summary>Lets boto3 make calls with the keys, while the checks are on.</summary>
    public async Task<JsonArray> TryAsync(string which, Keys keys, JsonNode made)
    {
        await GuardAsync(true);
        var start = Tools.Start("python3", "test/DrFunctions.Realism/moto_tries.py", Address, which, made.ToJsonString());
        foreach (var (name, value) in keys.Environment)
        {
            start.Environment[name] = value;
        }

        return JsonNode.Parse((await Tools.RunAsync(start)).Good())!.AsArray();
    }

    protected override void Said(string line)
    {
        if (line.StartsWith("{\"action\"", StringComparison.Ordinal) && JsonNode.Parse(line) is { } one)
        {
            lock (judged)
            {
                judged.Add(new Judged(PublishedFunctions.Text(one, "action"), PublishedFunctions.Text(one, "resource"), one["allowed"]!.GetValue<bool>()));
            }
        }
    }
}
