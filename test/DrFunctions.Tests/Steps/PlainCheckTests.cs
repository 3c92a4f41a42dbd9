using DrFunctions.Core.Plans;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Tests.Steps;

/// <summary>dr check asks for one http-check of each switched name, at the standby, or for the word that it is not wanted.</summary>
public sealed class PlainCheckTests
{
    const string Unproved = "is asked by no http-check before the switch";

    [Theory]
    [InlineData("shop.example.com.", "https://shop.example.com/", "tokyo.shop.example.com", "", false)]
    [InlineData("shop.example.com.", "https://SHOP.example.com:8443/", "tokyo.shop.example.com", "", false)]
    [InlineData("\\\\052.shop.example.com.", "https://www.shop.example.com/", "tokyo.shop.example.net", "", false)]
    [InlineData("shop.example.com.", "https://www.shop.example.com/", "tokyo.shop.example.com", "", true)]
    [InlineData("shop.example.com.", "https://tokyo.shop.example.com/", null, "", true)]
    [InlineData("shop.example.com.", "https://tokyo.shop.example.com/", null, ", \"plainCheck\": false", true)]
    [InlineData("shop.example.com.", "https://tokyo.shop.example.com/", null, ", \"plainCheck\": true", false)]
    public void It_warns_unless_the_name_is_asked_for(string name, string url, string? connectTo, string more, bool warns)
    {
        var reading = Read(name, url, connectTo, more);

        Assert.NotNull(reading.Plan);
        Assert.Equal(warns, reading.Mistakes.Any(mistake =>
            mistake.IsWarning && mistake.Sentence.Contains(Unproved, StringComparison.Ordinal)));
    }

    /// <summary>A check that nothing waits for proves nothing before the switch.</summary>
    [Fact]
    public void A_check_that_is_not_before_the_switch_does_not_count()
    {
        var reading = Kinds.Of().Read("shop.json", Kinds.Text(
            """{ "id": "aside", "kind": "http-check", "url": "https://shop.example.com/", "connectTo": "tokyo.shop.example.com" }""",
            """{ "id": "traffic", "kind": "route53-switch", "via": "health", "alarm": "a", "name": "shop.example.com.", "after": ["healthy"] }"""));

        Assert.Contains(reading.Mistakes, mistake => mistake.Sentence.Contains(Unproved, StringComparison.Ordinal));
    }

    [Fact]
    public void To_connect_to_the_switched_name_itself_would_check_the_primary()
    {
        var reading = Read("shop.example.com.", "https://www.example.com/", "shop.example.com", "");

        Assert.Null(reading.Plan);
        Assert.Contains(reading.Mistakes, mistake => mistake.Sentence.Contains("before the switch that checks the primary", StringComparison.Ordinal));
    }

    [Fact]
    public void Via_records_has_the_word_too()
    {
        var step = Kinds.Of().Read("shop.json", Kinds.Text("""
            { "id": "traffic", "kind": "route53-switch", "via": "records", "zone": "Z1", "name": "shop.example.com.", "setIdentifier": "standby",
              "plainCheck": true, "after": ["healthy"] }
            """)).Plan!.Step("traffic");

        Assert.True(Assert.IsType<RecordsSwitch>(step.Settings).PlainCheck);
    }

    static PlanReading Read(string name, string url, string? connectTo, string more) => Kinds.Of().Read("shop.json", Kinds.Text(
        $$"""{ "id": "users", "kind": "http-check", "url": "{{url}}"{{(connectTo is null ? "" : $", \"connectTo\": \"{connectTo}\"")}} }""",
        $$"""{ "id": "traffic", "kind": "route53-switch", "via": "health", "alarm": "a", "name": "{{name}}", "after": ["users"]{{more}} }"""));
}
