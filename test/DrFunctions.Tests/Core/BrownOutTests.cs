using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>A primary that answers some of the checks: with "7 of 10" it is down, and without it people are told.</summary>
public sealed class BrownOutTests
{
    static readonly SignalState[] AllUp = [SignalState.Up, SignalState.Up, SignalState.Up];
    static readonly SignalState[] AllDown = [SignalState.Down, SignalState.Down, SignalState.Down];

    static Walk New(string down = "\"down\": \"7 of 10\", ", string @for = "27s", string witnesses = "any") => new(trigger: $$"""
        { "signals": [ { "alarm": "primary", "region": "us-east-1" }, { "probe": "https://one.example.com/" }, { "probe": "https://two.example.com/" } ],
          "atLeast": 2, "witnesses": "{{witnesses}}", {{down}}"for": "{{@for}}" }
        """);

    /// <summary>A look each three seconds: D is down, U is up, ? cannot be read, and d is down while the alarm says up.</summary>
    static Walk Play(Walk walk, string looks, double apart = 3)
    {
        foreach (var look in looks)
        {
            walk.Signals = look switch
            {
                'D' => AllDown,
                'U' => AllUp,
                'd' => [SignalState.Up, SignalState.Down, SignalState.Down],
                _ => [SignalState.Unknown, SignalState.Unknown, SignalState.Unknown],
            };
            walk.Look(apart);
        }

        return walk;
    }

    [Theory]
    [InlineData("DDUDDUDDU", Phase.Confirming)]
    [InlineData("DDUDDUDDUD", Phase.Recovering)]
    [InlineData("DDUDDUDDDU", Phase.Confirming)]
    [InlineData("DDUDDUDDDUD", Phase.Recovering)]
    [InlineData("DDUDDUDUD", Phase.Confirming)]
    [InlineData("DDUDDUDUU", Phase.Watching)]
    [InlineData("DUUUU", Phase.Watching)]
    public void Seven_of_the_last_ten_looks_are_enough_and_the_last_one_must_be_down(string looks, Phase phase) =>
        Assert.Equal(phase, Play(New(), looks).Phase);

    [Fact]
    public void Without_it_a_single_up_look_ends_the_confirmation() => Assert.Equal(Phase.Watching, Play(New(down: ""), "DDDDDDDU").Phase);

    [Fact]
    public void An_outage_without_a_break_takes_as_long_as_before() =>
        Assert.Equal((Phase.Confirming, Phase.Recovering), (Play(New(@for: "10s"), "DDDD").Phase, Play(New(@for: "10s"), "DDDDD").Phase));

    [Fact]
    public void What_cannot_be_read_counts_neither_as_down_nor_as_up()
    {
        Assert.Equal(Phase.Confirming, Play(New(), "DDU?DDU?DDUD").Phase);
        Assert.Equal(Phase.Recovering, Play(New(), "DDU?DDU?DDUDDD").Phase);
        Assert.Equal(Phase.Confirming, Play(New(), "DUUU???????").Phase);
    }

    [Fact]
    public void A_look_in_which_a_vantage_says_up_does_not_count_as_down()
    {
        var walk = Play(New(witnesses: "all"), "ddUddUddUddD");
        Assert.Equal(Phase.Confirming, walk.Phase);

        Assert.Equal(Phase.Recovering, Play(New(witnesses: "all"), "dDDUDDdDDUD").Phase);
    }

    [Fact]
    public void The_looks_that_count_span_the_whole_of_for()
    {
        // Of looks each 3 s, those at least 60 s / 9 apart count: every third one.
        var walk = Play(New(@for: "60s"), "DDUDDUDDUDDUDDUD");
        Assert.Equal((Phase.Confirming, "DDDDDD"), (walk.Phase, walk.Record.Down.Looks));
        Play(walk, "DUDDUDDUDDUD");
        Assert.Equal((Phase.Recovering, Walk.Begin.AddSeconds(84)), (walk.Phase, walk.Record.PhaseSince));
        Assert.Equal(Walk.Begin.AddSeconds(3), walk.Record.Run!.DetectedAt);
    }

    [Fact]
    public void Looks_after_a_long_gap_begin_anew()
    {
        var walk = Play(New(), "DDUDDUDDU");
        walk.Signals = AllDown;
        walk.Look(120);

        Assert.Equal((Phase.Confirming, "D"), (walk.Phase, walk.Record.Down.Looks));
    }

    [Fact]
    public void The_looks_are_forgotten_when_the_confirmation_ends()
    {
        Assert.Equal(new DownClock(), Play(New(), "DUUUU").Record.Down);
        Assert.Equal(new DownClock(), Play(New(), "DDUDDUDDUD").Record.Down);
    }

    /// <summary>Looks before it found the primary down as well, so it is not the first that did.</summary>
    /// <summary>The looks that count are 3 s apart, and a break is one of more than 90 s beside that.</summary>
    [Theory]
    [InlineData(93, "DD")]
    [InlineData(94, "D")]
    public void A_break_is_longer_than_a_minute_and_a_half(int gap, string looks)
    {
        var walk = Play(New(), "D");
        walk.Look(gap);

        Assert.Equal(looks, walk.Record.Down.Looks);
    }

    [Fact]
    public void A_plan_that_counts_no_looks_any_more_forgets_them()
    {
        var walk = New(down: "");
        walk.Record = walk.Record with
        {
            Phase = Phase.Confirming, Down = new DownClock { Since = Walk.Begin, Looks = "DDU", CountedAt = Walk.Begin },
        };
        Play(walk, "?");

        Assert.Equal(("", null), (walk.Record.Down.Looks, walk.Record.Down.CountedAt));
    }

    [Trait("about", "text")]
    [Fact]
    public void The_emails_say_what_the_outage_counts_from()
    {
        var walk = Play(New(), "DUUUUUUUUUUUDDDDDDDDDD");
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.True(walk.Record.Run!.DetectedAt > Walk.Begin.AddSeconds(30));
        var began = walk.Told.Single(notice => notice.Kind == NoticeKind.FailingOver).Body;
        Assert.DoesNotContain("irst found down", began, StringComparison.Ordinal);
        Assert.Contains($"The outage was first seen at {walk.Record.Run.DetectedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; decided at ", began, StringComparison.Ordinal);
        Assert.Contains("It counts from the first bad check that was not followed by too many good ones.", began, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_sentence_counts_the_looks()
    {
        var walk = Play(New(), "DDUDDUDDU");
        var so = Assert.IsType<MostlyDown>(Assert.IsType<NoAction>(walk.Record.Fact).Why);
        Assert.Equal((6, 9, 7, 10), (so.Down, so.Looks, so.Needed, so.Of));
        Assert.Equal(
            "no action: 0 of 3 signals down; 6 of the last 9 checks that count found the primary down, and 7 of 10 over 27 s confirm it",
            walk.Record.Because);
        Play(walk, "D");
        Assert.StartsWith("7 of the last 10 checks that count found the primary down, over at least 27 s: 3 of 3 signals down (",
            walk.Record.Run!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_looks_are_kept_in_the_record_and_an_older_record_has_none()
    {
        var walk = Play(New(), "DDU?D");
        var json = RecordJson.Write(walk.Record);
        Assert.Equal(walk.Record.Down, RecordJson.Read(json, RecordJson.Schema)!.Down);

        var old = json.Replace("\"looks\"", "\"one\"", StringComparison.Ordinal).Replace("\"countedAt\"", "\"two\"", StringComparison.Ordinal);
        Assert.Equal(walk.Record.Down with { Looks = "", CountedAt = null }, RecordJson.Read(old, RecordJson.Schema)!.Down);
    }

    [Fact]
    public void A_healthy_plan_and_one_that_failed_once_are_saved_no_more_often()
    {
        var walk = Play(New(), "U", 60);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.False(walk.Look(60).NeedsSave));
        Assert.Empty(walk.Record.Wavering);

        walk = Play(New(down: ""), "UDU", 60);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.False(walk.Look(60).NeedsSave));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"down\": \"7 of 10\", ")]
    public void Signals_that_change_sides_six_times_in_half_an_hour_are_told_once_in_two_hours(string down)
    {
        var walk = Play(New(down), "UDUDUD", 120);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.Wavering);
        walk.Signals = AllUp;
        walk.Look(120);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Wavering);

        Play(walk, string.Concat(Enumerable.Repeat("DU", 26)), 120);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Wavering);
        Play(walk, string.Concat(Enumerable.Repeat("DU", 10)), 120);
        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.Wavering));
        Assert.All(walk.Record.Wavering, signal => Assert.Equal(6, signal.Changes.Count));
    }

    [Fact]
    public void Fewer_changes_are_told_to_nobody_and_forgotten()
    {
        var walk = Play(New(), "UDUDUDDDDDDDDDDDDDUU", 400);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.Wavering);

        walk = Play(New(down: ""), "UD?U", 60);
        Assert.Equal(2, walk.Record.Wavering[0].Changes.Count);
        Play(walk, new string('U', 31), 60);
        Assert.Empty(walk.Record.Wavering);
    }

    /// <summary>A change counts for half an hour, and people are told again after two hours.</summary>
    [Theory]
    [InlineData(1799, 4)]
    [InlineData(1800, 3)]
    public void A_change_is_remembered_for_half_an_hour(int seconds, int changes)
    {
        var walk = Play(New(down: ""), "UDUDU", 60);
        walk.Look((walk.Record.Wavering[0].Changes[0].AddSeconds(seconds) - walk.Now).TotalSeconds);

        Assert.Equal(changes, walk.Record.Wavering[0].Changes.Count);
    }

    [Theory]
    [InlineData(7199, 1)]
    [InlineData(7200, 2)]
    public void Wavering_is_told_again_after_two_hours(int seconds, int told)
    {
        var walk = Play(New(down: ""), "UDUDUDU", 120);
        var at = walk.Record.WaveringToldAt!.Value;
        Play(walk, string.Concat(Enumerable.Repeat("DU", 29)), 120);
        walk.Signals = AllDown;
        walk.Look((at.AddSeconds(seconds) - walk.Now).TotalSeconds);

        Assert.Equal(told, walk.Told.Count(notice => notice.Kind == NoticeKind.Wavering));
    }

    /// <summary>From the third change on the looks are counted, those that could not be read apart.</summary>
    [Fact]
    public void The_looks_are_counted_from_the_third_change_on()
    {
        var walk = Play(New(down: "", @for: "10m"), "UDU", 60);
        Assert.Equal((0, 0), (walk.Record.Wavering[0].Looks, walk.Record.Wavering[0].Down));
        Play(walk, "DD?U", 60);

        Assert.Equal((SignalState.Up, 3, 2), (walk.Record.Wavering[0].Side, walk.Record.Wavering[0].Looks, walk.Record.Wavering[0].Down));
    }

    [Trait("about", "text")]
    [Fact]
    public void The_email_says_how_many_checks_were_down_and_what_to_write() =>
        ReviewedEmails.Assert("wavering", ("signals that keep changing sides", Play(New(down: ""), "UDUDUDU", 120).Told[^1]));
}
