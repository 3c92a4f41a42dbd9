using System.Text.RegularExpressions;
using System.Xml.Linq;
using DrFunctions.Tests.Tidy;
using LocalAws;
using LocalAws.Wire;

namespace DrFunctions.Tests.LocalAws;

/// <summary>LocalAws is a product of its own, and a service is a folder in it: nothing else knows a service by its name.</summary>
public sealed partial class ServiceProfileTests : IDisposable
{
    const string Tokyo = "ap-northeast-1";

    readonly LocalCloud cloud =
        new(new VirtualClock(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero)), seed: 7) { Latency = false };

    public void Dispose() => cloud.Dispose();

    [Fact]
    public void It_uses_nothing_of_DrFunctions_and_no_package() => Assert.All(
        typeof(LocalCloud).Assembly.GetReferencedAssemblies(),
        reference => Assert.Matches("^(System|Microsoft)\\.", reference.Name));

    [Fact]
    public void No_file_outside_of_a_services_folder_names_a_service()
    {
        var services = cloud.Operations.Select(operation => operation.Service).Distinct().ToHashSet();
        Repository.None(
            from path in Repository.Code
            where Rooms.IsMatch(path)
            from line in File.ReadLines(Path.Combine(Files.Root, path))
            from Match name in Quoted.Matches(line)
            where services.Contains(name.Groups[1].Value)
            select $"{path}: {line.Trim()}",
            "What differs by service belongs in the service's profile, in its folder below src/LocalAws/Services.");
    }

    [Fact]
    public async Task A_new_service_is_added_by_one_line_and_brings_its_own_words_and_rates()
    {
        cloud.Add(new QueueApi(cloud.World));

        var codes = new List<string>();
        for (var call = 0; call < 3; call++)
        {
            codes.Add(await CodeAsync());
        }

        cloud.Faults = _ => Fault.Unavailable;
        codes.Add(await CodeAsync());
        cloud.Faults = _ => Fault.Denied;
        codes.Add(await CodeAsync());
        Assert.Equal(["", "", "TooManyCalls", "TryAgain", "AccessDenied"], codes);
        Assert.Equal(new TracedCall(cloud.World.Now, 1, Tokyo, "queue", "Send", "Text=hello", true, 200, null), cloud.Trace[0]);
    }

    async Task<string> CodeAsync()
    {
        var request = new WireRequest("POST", "queue.ap-northeast-1.amazonaws.com", "/", "",
            new Dictionary<string, string> { ["Authorization"] = $"AWS4-HMAC-SHA256 Credential=AKID/20261121/{Tokyo}/queue/aws4_request" },
            "Action=Send&Text=hello"u8.ToArray());
        var answer = await cloud.AnswerAsync(request, CancellationToken.None);
        return XElement.Parse(answer.Text).Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value ?? "";
    }

    [GeneratedRegex("^src/LocalAws/(World|Wire)/|^src/DrFunctions.Simulation/Chaos/")]
    static partial Regex Rooms { get; }

    [GeneratedRegex("\"([a-z0-9-]+)\"")]
    static partial Regex Quoted { get; }

    sealed class QueueApi(World world) : QueryService(world, new ServiceProfile
    {
        SigningName = "queue",
        Protocol = "http://queue.example.com/",
        Throttled = new("TooManyCalls", "Wait."),
        Unavailable = new("TryAgain", "Later.", 503),
        Rates = call => [new($"{call.Region} queue", 2, 1)],
    })
    {
        protected override IReadOnlyDictionary<string, Func<Call, IReadOnlyDictionary<string, string>,
            IEnumerable<XElement>>> Operations { get; } =
            new SortedDictionary<string, Func<Call, IReadOnlyDictionary<string, string>, IEnumerable<XElement>>> { ["Send"] = (_, _) => [] };
    }
}
