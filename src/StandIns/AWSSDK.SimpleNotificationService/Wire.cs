using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using StandIns;

namespace Amazon.SimpleNotificationService;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("SNS", "sns", "sns", "2010-03-31", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.SimpleNotificationService");

    public static readonly InvokeOptions Publish = s_query.Operation<PublishRequest>("Publish", (form, request) =>
    {
        form.Add("TopicArn", request.TopicArn);
        form.Add("TargetArn", request.TargetArn);
        form.Add("PhoneNumber", request.PhoneNumber);
        form.Add("Message", request.Message);
        form.Add("Subject", request.Subject);
        form.Add("MessageStructure", request.MessageStructure);
        form.Add("MessageDeduplicationId", request.MessageDeduplicationId);
        form.Add("MessageGroupId", request.MessageGroupId);
        var number = 0;
        foreach (var (name, value) in request.MessageAttributes ?? [])
        {
            var entry = form.Member($"MessageAttributes.entry.{++number}");
            entry.Add(".Name", name);
            entry.Add(".Value.DataType", value.DataType);
            entry.Add(".Value.StringValue", value.StringValue);
            entry.Add(".Value.BinaryValue", value.BinaryValue is { } binary ? Convert.ToBase64String(binary.ToArray()) : null);
        }
    }, Read.PublishResponse);

    public static readonly InvokeOptions GetTopicAttributes = s_query.Operation<GetTopicAttributesRequest>(
        "GetTopicAttributes", (form, request) => form.Add("TopicArn", request.TopicArn), Read.GetTopicAttributesResponse);
}
