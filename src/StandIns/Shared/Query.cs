using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace StandIns;

/// <summary>The query protocol: a form is posted, XML comes back.</summary>
internal sealed class Query(ServiceDescription service, string sdkName)
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
        write(new QueryForm(request.Parameters), input);
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }

    private AmazonWebServiceResponse Read(XElement root, string action, Func<XElement, AmazonWebServiceResponse> read)
    {
        var response = read(root.Child(action + "Result") ?? root);
        response.ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata")?.Text("RequestId") };
        return response;
    }
}

/// <summary>The parameters of a form; what is null is left out.</summary>
internal readonly struct QueryForm(IDictionary<string, string> parameters, string prefix = "")
{
    public void Add(string name, string value)
    {
        if (value != null)
            parameters[prefix + name] = value;
    }

    public void Add(string name, int? value) => Add(name, value is int number ? StringUtils.FromInt(number) : null);

    public void Add(string name, bool? value) => Add(name, value is bool flag ? StringUtils.FromBool(flag) : null);

    public void Add(string name, List<string> values) => Add(name, values, (form, value) => form.Add("", value));

    /// <summary>Each item's members are written with its number before them; an empty list is sent as such.</summary>
    public void Add<T>(string name, List<T> items, Action<QueryForm, T> write)
    {
        if (items is { Count: 0 })
            Add(name, "");
        for (var i = 0; i < (items?.Count ?? 0); i++)
            write(new QueryForm(parameters, $"{prefix}{name}.member.{i + 1}"), items[i]);
    }

    /// <summary>A member of a list item that has members of its own.</summary>
    public QueryForm Member(string name) => new(parameters, $"{prefix}{name}");
}
