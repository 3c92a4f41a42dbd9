using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace StandIns;

/// <summary>The query protocol and EC2's dialect of it: a form is posted, XML comes back.</summary>
internal sealed class Query(ServiceDescription service, string sdkName, bool ec2 = false)
{
    public InvokeOptions Operation<TRequest>(
        string action, Action<QueryForm, TRequest> write, Func<XElement, AmazonWebServiceResponse> read)
        where TRequest : AmazonWebServiceRequest
        => StandIns.Operation.Of<TRequest>(input => Write(action, write, input), new XmlAnswer(service, root => Read(root, action, read)));

    private DefaultRequest Write<TRequest>(string action, Action<QueryForm, TRequest> write, TRequest input)
        where TRequest : AmazonWebServiceRequest
    {
        var request = new DefaultRequest(input, sdkName) { HttpMethod = "POST" };
        request.Parameters["Action"] = action;
        request.Parameters["Version"] = service.ApiVersion;
        write(new QueryForm(request.Parameters, ec2), input);
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }

    private AmazonWebServiceResponse Read(XElement root, string action, Func<XElement, AmazonWebServiceResponse> read)
    {
        var response = read(ec2 ? root : root.Child(action + "Result") ?? root);
        var requestId = ec2 ? root.Text("requestId") : root.Child("ResponseMetadata")?.Text("RequestId");
        response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
        return response;
    }
}

/// <summary>The parameters of a form; what is null is left out.</summary>
internal readonly struct QueryForm(IDictionary<string, string> parameters, bool ec2, string prefix = "")
{
    public void Add(string name, string value)
    {
        if (value != null)
            parameters[prefix + name] = value;
    }

    public void Add(string name, int? value) => Add(name, value is int number ? StringUtils.FromInt(number) : null);

    public void Add(string name, bool? value) => Add(name, value is bool flag ? StringUtils.FromBool(flag) : null);

    public void Add(string name, List<string> values) => Add(name, values, (form, value) => form.Add("", value));

    /// <summary>
    /// Each item's members are written with its number before them; EC2 leaves out an empty list, the others say that it is empty.
    /// </summary>
    public void Add<T>(string name, List<T> items, Action<QueryForm, T> write)
    {
        if (items is { Count: 0 } && !ec2)
            Add(name, "");
        for (var i = 0; i < (items?.Count ?? 0); i++)
            write(new QueryForm(parameters, ec2, $"{prefix}{name}{(ec2 ? "" : ".member")}.{i + 1}"), items[i]);
    }

    /// <summary>A member of a list item that has members of its own.</summary>
    public QueryForm Member(string name) => new(parameters, ec2, $"{prefix}{name}");
}
