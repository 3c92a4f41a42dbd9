using System.Xml.Linq;

namespace LocalAws.Wire;

/// <summary>A service that speaks the awsQuery protocol; EC2, which differs in the frame, overrides it.</summary>
public abstract class QueryService(World world, ServiceProfile profile) : Service(world, profile)
{
    protected XNamespace Namespace { get; } = profile.Protocol;

    /// <summary>The operations by Action: the content of the result element. An unknown Action is refused, as AWS refuses it.</summary>
    protected abstract IReadOnlyDictionary<string, Func<Call, IReadOnlyDictionary<string, string>, IEnumerable<XElement>>>
        Operations { get; }

    public override IEnumerable<string> OperationNames => Operations.Keys;

    public override WireResponse Answer(Call call)
    {
        var form = Form.Parse(call.Request.Text);
        form.TryGetValue("Action", out var action);
        try
        {
            return Operations.TryGetValue(action ?? "", out var operation)
                ? Xml(200, Frame(action!, operation(call, form)))
                : throw new AwsErrorException("InvalidAction",
                    $"The action {action} is not valid for this endpoint: LocalAws does not have it.");
        }
        catch (AwsErrorException e)
        {
            return Refuse(e);
        }
    }

    public override WireResponse Refuse(AwsErrorException error) => Xml(error.Status, Error(error));

    public override string Summary(WireRequest request) =>
        string.Join(' ', Form.Parse(request.Text).Where(pair => pair.Key is not ("Action" or "Version"))
            .Select(pair => $"{pair.Key}={pair.Value}"));

    protected virtual XElement Frame(string action, IEnumerable<XElement> result) =>
        new(Namespace + (action + "Response"),
            new XElement(Namespace + (action + "Result"), result),
            new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", World.NewUuid())));

    protected virtual XElement Error(AwsErrorException e) =>
        new(Namespace + "ErrorResponse",
            new XElement(Namespace + "Error",
                new XElement(Namespace + "Type", e.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Namespace + "Code", e.Code),
                new XElement(Namespace + "Message", e.Message)),
            new XElement(Namespace + "RequestId", World.NewUuid()));

    protected static WireResponse Xml(int status, XElement root) =>
        new(status, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting));
}

/// <summary>A service that LocalAws does not have: it refuses every call with an error that an SDK shows.</summary>
sealed class MissingService(World world, string name) : QueryService(world, new ServiceProfile { SigningName = name })
{
    protected override IReadOnlyDictionary<string, Func<Call, IReadOnlyDictionary<string, string>, IEnumerable<XElement>>> Operations =>
        throw new AwsErrorException("InvalidAction", $"LocalAws does not have the service {Profile.SigningName}.");
}
