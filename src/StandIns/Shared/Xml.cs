using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace StandIns;

/// <summary>Reads an answer in XML.</summary>
internal sealed class XmlAnswer(ServiceDescription service, Func<XElement, AmazonWebServiceResponse> read) : XmlResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context) => read(XDocument.Load(context.Stream).Root);

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        if (Root(context) is { } root)
        {
            // Route 53 may name the error by its root and put several messages in it.
            if (error.Code == null && root.Child("Messages") is { } messages)
            {
                error.Code = root.Name.LocalName;
                error.Message = string.Join(" ", messages.Elements().Select(message => message.Value));
                error.RequestId ??= root.Text("RequestId");
            }
        }
        return service.CreateException(error);
    }

    private static XElement Root(XmlUnmarshallerContext context)
    {
        try
        {
            return XDocument.Parse(context.ResponseBody ?? "").Root;
        }
        catch (XmlException)
        {
            return null; // What answered may be a proxy with a page of HTML; Core has put it into the message.
        }
    }
}

/// <summary>Members of an XML answer by name, whatever the namespace; null where absent.</summary>
internal static class XmlMembers
{
    public static XElement Child(this XElement parent, string name)
        => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public static string Text(this XElement parent, string name) => parent.Child(name)?.Value;

    public static int? Int(this XElement parent, string name) => Parsed(parent, name, XmlConvert.ToInt32);

    public static long? Long(this XElement parent, string name) => Parsed(parent, name, XmlConvert.ToInt64);

    public static double? Double(this XElement parent, string name)
        => Parsed(parent, name, text => double.Parse(text, CultureInfo.InvariantCulture));

    public static bool? Bool(this XElement parent, string name) => Parsed(parent, name, bool.Parse);

    public static DateTime? Date(this XElement parent, string name) => Parsed(parent, name, text => DateTime.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    public static T Object<T>(this XElement parent, string name, Func<XElement, T> read) where T : class
        => parent.Child(name) is { } child ? read(child) : null;

    /// <summary>The items of a list; null when it has none, as in AWS's SDK.</summary>
    public static List<T> List<T>(this XElement parent, string name, Func<XElement, T> read)
        => parent.Child(name) is { HasElements: true } list ? list.Elements().Select(read).ToList() : null;

    public static List<string> Texts(this XElement parent, string name) => parent.List(name, item => item.Value);

    private static T? Parsed<T>(XElement parent, string name, Func<string, T> parse) where T : struct
        => parent.Text(name) is { Length: > 0 } text ? parse(text) : null;
}
