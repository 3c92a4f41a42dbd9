using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

public class DescribeAlarmsRequest : AmazonCloudWatchRequest
{
    public List<string> AlarmNames { get; set; }
    public string AlarmNamePrefix { get; set; }
    public List<string> AlarmTypes { get; set; }
    public string ChildrenOfAlarmName { get; set; }
    public string ParentsOfAlarmName { get; set; }
    public StateValue StateValue { get; set; }
    public string ActionPrefix { get; set; }
    public int? MaxRecords { get; set; }
    public string NextToken { get; set; }
}

public class DescribeAlarmsResponse : AmazonWebServiceResponse
{
    public List<CompositeAlarm> CompositeAlarms { get; set; }
    public List<MetricAlarm> MetricAlarms { get; set; }
    public string NextToken { get; set; }
}

public class CompositeAlarm
{
    public bool? ActionsEnabled { get; set; }
    public List<string> AlarmActions { get; set; }
    public string AlarmArn { get; set; }
    public DateTime? AlarmConfigurationUpdatedTimestamp { get; set; }
    public string AlarmDescription { get; set; }
    public string AlarmName { get; set; }
    public string AlarmRule { get; set; }
    public List<string> InsufficientDataActions { get; set; }
    public List<string> OKActions { get; set; }
    public string StateReason { get; set; }
    public string StateReasonData { get; set; }
    public DateTime? StateUpdatedTimestamp { get; set; }
    public StateValue StateValue { get; set; }
    public DateTime? StateTransitionedTimestamp { get; set; }
    public ActionsSuppressedBy ActionsSuppressedBy { get; set; }
    public string ActionsSuppressedReason { get; set; }
    public string ActionsSuppressor { get; set; }
    public int? ActionsSuppressorWaitPeriod { get; set; }
    public int? ActionsSuppressorExtensionPeriod { get; set; }
}

public class Dimension
{
    public string Name { get; set; }
    public string Value { get; set; }
}

public class MetricAlarm
{
    public string AlarmName { get; set; }
    public string AlarmArn { get; set; }
    public string AlarmDescription { get; set; }
    public DateTime? AlarmConfigurationUpdatedTimestamp { get; set; }
    public bool? ActionsEnabled { get; set; }
    public List<string> OKActions { get; set; }
    public List<string> AlarmActions { get; set; }
    public List<string> InsufficientDataActions { get; set; }
    public StateValue StateValue { get; set; }
    public string StateReason { get; set; }
    public string StateReasonData { get; set; }
    public DateTime? StateUpdatedTimestamp { get; set; }
    public DateTime? StateTransitionedTimestamp { get; set; }
    public string MetricName { get; set; }
    public string Namespace { get; set; }
    public Statistic Statistic { get; set; }
    public string ExtendedStatistic { get; set; }
    public List<Dimension> Dimensions { get; set; }
    public int? Period { get; set; }
    public StandardUnit Unit { get; set; }
    public int? EvaluationPeriods { get; set; }
    public int? DatapointsToAlarm { get; set; }
    public double? Threshold { get; set; }
    public ComparisonOperator ComparisonOperator { get; set; }
    public string TreatMissingData { get; set; }
    public string EvaluateLowSampleCountPercentile { get; set; }
    public string ThresholdMetricId { get; set; }
    public EvaluationState EvaluationState { get; set; }
}

public class MetricDatum
{
    public string MetricName { get; set; }
    public List<Dimension> Dimensions { get; set; }
    public DateTime? Timestamp { get; set; }
    public double? Value { get; set; }
    public StandardUnit Unit { get; set; }
}

public class PutMetricDataRequest : AmazonCloudWatchRequest
{
    public string Namespace { get; set; }
    public List<MetricDatum> MetricData { get; set; }
}

public class PutMetricDataResponse : AmazonWebServiceResponse;
