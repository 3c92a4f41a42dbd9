using System.Xml.Linq;
using Amazon.SimpleNotificationService.Model;
using StandIns;

namespace Amazon.SimpleNotificationService;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static PublishResponse PublishResponse(XElement e) => new()
    {
        MessageId = e.Text("MessageId"),
        SequenceNumber = e.Text("SequenceNumber"),
    };

    public static GetTopicAttributesResponse GetTopicAttributesResponse(XElement e) => new()
    {
        Attributes = e.Child("Attributes")?.Elements().ToDictionary(entry => entry.Text("key"), entry => entry.Text("value")),
    };
}
