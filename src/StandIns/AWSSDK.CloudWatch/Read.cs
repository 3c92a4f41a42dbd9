using System.Xml.Linq;
using Amazon.CloudWatch.Model;
using StandIns;

namespace Amazon.CloudWatch;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeAlarmsResponse DescribeAlarmsResponse(XElement e) => new()
    {
        CompositeAlarms = e.List("CompositeAlarms", CompositeAlarm),
        MetricAlarms = e.List("MetricAlarms", MetricAlarm),
        NextToken = e.Text("NextToken"),
    };

    public static CompositeAlarm CompositeAlarm(XElement e) => new()
    {
        ActionsEnabled = e.Bool("ActionsEnabled"),
        AlarmActions = e.Texts("AlarmActions"),
        AlarmArn = e.Text("AlarmArn"),
        AlarmConfigurationUpdatedTimestamp = e.Date("AlarmConfigurationUpdatedTimestamp"),
        AlarmDescription = e.Text("AlarmDescription"),
        AlarmName = e.Text("AlarmName"),
        AlarmRule = e.Text("AlarmRule"),
        InsufficientDataActions = e.Texts("InsufficientDataActions"),
        OKActions = e.Texts("OKActions"),
        StateReason = e.Text("StateReason"),
        StateReasonData = e.Text("StateReasonData"),
        StateUpdatedTimestamp = e.Date("StateUpdatedTimestamp"),
        StateValue = e.Text("StateValue"),
        StateTransitionedTimestamp = e.Date("StateTransitionedTimestamp"),
        ActionsSuppressedBy = e.Text("ActionsSuppressedBy"),
        ActionsSuppressedReason = e.Text("ActionsSuppressedReason"),
        ActionsSuppressor = e.Text("ActionsSuppressor"),
        ActionsSuppressorWaitPeriod = e.Int("ActionsSuppressorWaitPeriod"),
        ActionsSuppressorExtensionPeriod = e.Int("ActionsSuppressorExtensionPeriod"),
    };

    public static MetricAlarm MetricAlarm(XElement e) => new()
    {
        AlarmName = e.Text("AlarmName"),
        AlarmArn = e.Text("AlarmArn"),
        AlarmDescription = e.Text("AlarmDescription"),
        AlarmConfigurationUpdatedTimestamp = e.Date("AlarmConfigurationUpdatedTimestamp"),
        ActionsEnabled = e.Bool("ActionsEnabled"),
        OKActions = e.Texts("OKActions"),
        AlarmActions = e.Texts("AlarmActions"),
        InsufficientDataActions = e.Texts("InsufficientDataActions"),
        StateValue = e.Text("StateValue"),
        StateReason = e.Text("StateReason"),
        StateReasonData = e.Text("StateReasonData"),
        StateUpdatedTimestamp = e.Date("StateUpdatedTimestamp"),
        StateTransitionedTimestamp = e.Date("StateTransitionedTimestamp"),
        MetricName = e.Text("MetricName"),
        Namespace = e.Text("Namespace"),
        Statistic = e.Text("Statistic"),
        ExtendedStatistic = e.Text("ExtendedStatistic"),
        Dimensions = e.List("Dimensions", Dimension),
        Period = e.Int("Period"),
        Unit = e.Text("Unit"),
        EvaluationPeriods = e.Int("EvaluationPeriods"),
        DatapointsToAlarm = e.Int("DatapointsToAlarm"),
        Threshold = e.Double("Threshold"),
        ComparisonOperator = e.Text("ComparisonOperator"),
        TreatMissingData = e.Text("TreatMissingData"),
        EvaluateLowSampleCountPercentile = e.Text("EvaluateLowSampleCountPercentile"),
        ThresholdMetricId = e.Text("ThresholdMetricId"),
        EvaluationState = e.Text("EvaluationState"),
    };

    public static Dimension Dimension(XElement e) => new()
    {
        Name = e.Text("Name"),
        Value = e.Text("Value"),
    };
}
