using System.Text.Json;
using DrFunctions.Commands;

namespace DrFunctions.Tests.Templates;

/// <summary>The files of events/ agree with the templates and the example plan; the handlers' own tests use them as input.</summary>
public class EventFileTests
{
    static JsonElement Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TemplateNode.RepositoryRoot(), "events", file)));
        return json.RootElement.Clone();
    }

    /// <summary>People find an example of each command that OperatorFunction takes, and each command in the README.</summary>
    [Fact]
    public void There_is_an_event_of_each_command_and_the_README_names_it()
    {
        var (events, readme) = (Files.ReadText("events/README.md"), Files.ReadText("README.md"));
        foreach (var verb in Verbs.Names)
        {
            var file = $"operator-{verb}.json";
            Assert.Equal(verb, Read(file).GetProperty("command").GetString());
            Assert.Contains($"\n| {file} | OperatorFunction |", events, StringComparison.Ordinal);
            Assert.Contains($"\ndr {verb} ", readme, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("route53-alarm.json", "ALARM")]
    [InlineData("route53-ok.json", "OK")]
    [InlineData("route53-insufficient-data.json", "INSUFFICIENT_DATA")]
    [InlineData("composite-alarm.json", "ALARM")]
    public void An_alarm_event_is_of_the_alarm_that_the_signals_template_makes(string file, string state)
    {
        var sns = Assert.Single(Read(file).GetProperty("Records").EnumerateArray()).GetProperty("Sns");
        using var message = JsonDocument.Parse(sns.GetProperty("Message").GetString()!);
        var name = TemplateNode.Load("src/Signals/template.yaml")["Parameters"]["AlarmName"]["Default"].Text;
        Assert.Equal(name, message.RootElement.GetProperty("AlarmName").GetString());
        Assert.Equal(state, message.RootElement.GetProperty("NewStateValue").GetString());
        Assert.Equal($"{state}: \"{name}\" in US East (N. Virginia)", sns.GetProperty("Subject").GetString());
    }

    [Theory]
    [InlineData("ec2-running.json", "InstanceChanged")]
    [InlineData("ec2-terminated.json", "InstanceChanged")]
    [InlineData("ecs-steady-state.json", "ServiceChanged")]
    public void A_state_change_matches_the_rule_that_is_to_deliver_it(string file, string rule)
    {
        var events = TemplateNode.Load("template.yaml")["Resources"]["WatchFunction"]["Properties"]["Events"];
        var pattern = events[rule]["Properties"]["Pattern"];
        var change = Read(file);
        Assert.Contains(change.GetProperty("source").GetString(), pattern["source"].Texts);
        Assert.Contains(change.GetProperty("detail-type").GetString(), pattern["detail-type"].Texts);
        if (pattern.Find("detail") is { } detail)
        {
            Assert.Contains(change.GetProperty("detail").GetProperty("state").GetString(), detail["state"].Texts);
        }
    }

    [Fact]
    public void Sam_local_can_set_every_variable_of_local_json()
    {
        var template = TemplateNode.Load("template.yaml");
        foreach (var function in Read("local.json").EnumerateObject())
        {
            Assert.Equal("AWS::Serverless::Function", template["Resources"][function.Name]["Type"].Text);
            // SAM sets only variables that the template names, and the credentials, which it always passes on.
            var named = template["Globals"]["Function"]["Environment"]["Variables"].Keys;
            string[] settable = [.. named, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
            Assert.Subset(settable.ToHashSet(), function.Value.EnumerateObject().Select(variable => variable.Name).ToHashSet());
        }
    }
}
