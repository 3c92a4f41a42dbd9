using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

public class DurationsTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h1s", 3601)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("8760h", 31536000)]
    public void Are_read_as_plans_write_them(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("5m5m")]
    [InlineData("00:05:00")]
    [InlineData("8761h")]
    [InlineData("999999999999h")]
    [InlineData("5m\n")]
    [InlineData("٥m")]
    public void Anything_else_is_refused(string text) => Assert.Null(Durations.Parse(text));

    [Theory]
    [InlineData("5 min", "5m")]
    [InlineData("1 hour", "1h")]
    [InlineData("2 Hours 30 Minutes", "2h30m")]
    [InlineData("90 sec", "90s")]
    [InlineData("5M", "5m")]
    [InlineData("1h 30m", "1h30m")]
    [InlineData("60", "60s")]
    [InlineData("2 days", "48h")]
    [InlineData("1h30", null)]
    [InlineData("3w", null)]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("9000 h", null)]
    [InlineData("5 metres", null)]
    public void What_people_write_elsewhere_is_offered_in_our_form(string written, string? offered) =>
        Assert.Equal(offered, Durations.Near(written, TimeSpan.Zero, TimeSpan.FromDays(365)));

    [Theory]
    [InlineData(-3, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(3600, "1 h")]
    [InlineData(5400, "1 h 30 min")]
    [InlineData(90000, "25 h")]
    public void Are_said_for_people(double seconds, string words) => Assert.Equal(words, Durations.Say(TimeSpan.FromSeconds(seconds)));
}
