using Amazon.CloudWatch.Model;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;
using StandIns;

namespace Amazon.CloudWatch;

/// <summary>The query protocol, which CloudWatch still takes, in place of the CBOR that AWS's client sends.</summary>
internal static class Wire
{
    public static readonly ServiceDescription Service = new("CloudWatch", "monitoring", "monitoring", "2010-08-01", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.CloudWatch");

    public static readonly InvokeOptions DescribeAlarms = s_query.Operation<DescribeAlarmsRequest>("DescribeAlarms", (form, request) =>
    {
        form.Add("AlarmNames", request.AlarmNames);
        form.Add("AlarmNamePrefix", request.AlarmNamePrefix);
        form.Add("AlarmTypes", request.AlarmTypes);
        form.Add("ChildrenOfAlarmName", request.ChildrenOfAlarmName);
        form.Add("ParentsOfAlarmName", request.ParentsOfAlarmName);
        form.Add("StateValue", request.StateValue);
        form.Add("ActionPrefix", request.ActionPrefix);
        form.Add("MaxRecords", request.MaxRecords);
        form.Add("NextToken", request.NextToken);
    }, Read.DescribeAlarmsResponse);

    public static readonly InvokeOptions PutMetricData = s_query.Operation<PutMetricDataRequest>("PutMetricData", (form, request) =>
    {
        form.Add("Namespace", request.Namespace);
        form.Add("MetricData", request.MetricData, (form, datum) =>
        {
            form.Add(".MetricName", datum.MetricName);
            form.Add(".Dimensions", datum.Dimensions, (form, dimension) =>
            {
                form.Add(".Name", dimension.Name);
                form.Add(".Value", dimension.Value);
            });
            form.Add(".Timestamp", datum.Timestamp is { } time ? StringUtils.FromDateTimeToISO8601WithOptionalMs(time) : null);
            form.Add(".Value", datum.Value is { } value ? StringUtils.FromDouble(value) : null);
            form.Add(".Unit", datum.Unit);
        });
    }, _ => new PutMetricDataResponse());
}
