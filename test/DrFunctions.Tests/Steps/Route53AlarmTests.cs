using System.Text.Json;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Tests.Steps;

/// <summary>Which alarms one value can change both ways while a health check follows them, and which values do.</summary>
public class Route53AlarmTests
{
    static MetricAlarm Alarm(Action<MetricAlarm>? change = null)
    {
        var alarm = new MetricAlarm
        {
            AlarmName = "switch",
            StateValue = StateValue.OK,
            StateTransitionedTimestamp = new DateTime(2026, 1, 15, 3, 0, 0, DateTimeKind.Utc),
            Namespace = "DrFunctions/Switch",
            MetricName = "shop",
            Statistic = Statistic.Maximum,
            Period = 60,
            EvaluationPeriods = 1,
            DatapointsToAlarm = 1,
            Threshold = 1,
            ComparisonOperator = ComparisonOperator.GreaterThanOrEqualToThreshold,
            TreatMissingData = "ignore",
        };
        change?.Invoke(alarm);
        return alarm;
    }

    [Theory]
    [InlineData("GreaterThanOrEqualToThreshold", 1, 2, 0)]
    [InlineData("GreaterThanThreshold", 50, 100, 0)]
    [InlineData("LessThanThreshold", 1, 0, 2)]
    [InlineData("LessThanOrEqualToThreshold", 0, -1, 1)]
    [InlineData("LessThanThreshold", -4, -8, 0)]
    [InlineData("GreaterThanThreshold", 1e300, 2e300, 0)]
    public void The_figures_lie_on_either_side_of_the_threshold(string comparison, double threshold, double breaching, double quiet)
    {
        var (found, problem) = Route53Alarm.Read(Alarm(alarm => (alarm.ComparisonOperator, alarm.Threshold) = (comparison, threshold)));
        Assert.Null(problem);
        Assert.Equal((breaching, quiet), (found!.Towards("ALARM"), found.Towards("OK")));
    }

    [Fact]
    public void What_was_found_comes_back_from_the_ledger()
    {
        var (found, _) = Route53Alarm.Read(
            Alarm(alarm => (alarm.Dimensions, alarm.Unit) = ([new Dimension { Name = "Plan", Value = "shop" }], StandardUnit.Count)));
        var back = HealthLedger.Parse(found!.ToJson())!;
        Assert.Equal(("OK", new DateTime(2026, 1, 15, 3, 0, 0, DateTimeKind.Utc), "DrFunctions/Switch", "shop", "Count", 2d, 0d),
            (back.State, back.Since, back.Namespace, back.Metric, back.Unit, back.Breaching, back.Quiet));
        Assert.Equal("shop", back.Dimensions["Plan"]);

        // The loop compares texts to find out whether an undo has changed anything, so writing the record must not change the text.
        Assert.Equal(found.ToJson().GetRawText(), JsonSerializer.Serialize(found.ToJson()));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "missing", "treats missing data as \"missing\", so it would not keep the state that one figure brings; set it to \"ignore\"" },
        { "math", "computes its metric from others, and a health check can follow none such; let it watch one metric" },
        { "namespace", "watches a metric of the namespace AWS/EC2, and DrFunctions may put figures into DrFunctions/Switch only" },
        { "periods", "needs 3 periods to change, and one figure fills one; set both its evaluation periods and datapoints to alarm to 1" },
        { "some", "needs 3 periods to change, and one figure fills one; set both its evaluation periods and datapoints to alarm to 1" },
        { "period", "has a period of 300 s, and a switch needs 60 s" },
        { "count", "compares SampleCount by GreaterThanOrEqualToThreshold, which one figure cannot sway both ways; use the maximum and GreaterThanOrEqualToThreshold" },
        { "band", "compares Maximum by GreaterThanUpperThreshold, which one figure cannot sway both ways; use the maximum and GreaterThanOrEqualToThreshold" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Any_other_alarm_is_no_switch(string what, string sentence)
    {
        var (found, problem) = Route53Alarm.Read(Alarm(alarm => Spoil(alarm, what)));
        Assert.Null(found);
        Assert.Equal($"the alarm switch {sentence}", problem);
    }

    static void Spoil(MetricAlarm alarm, string what)
    {
        switch (what)
        {
            case "missing": alarm.TreatMissingData = null; break;
            case "math": alarm.MetricName = null; break;
            case "namespace": alarm.Namespace = "AWS/EC2"; break;
            case "periods": (alarm.EvaluationPeriods, alarm.DatapointsToAlarm) = (3, 3); break;
            // One period of three is enough for the alarm, but Route 53 follows no alarm of which only some periods count.
            case "some": (alarm.EvaluationPeriods, alarm.DatapointsToAlarm) = (3, 1); break;
            case "period": alarm.Period = 300; break;
            case "count": alarm.Statistic = Statistic.SampleCount; break;
            default: alarm.ComparisonOperator = ComparisonOperator.GreaterThanUpperThreshold; break;
        }
    }
}
