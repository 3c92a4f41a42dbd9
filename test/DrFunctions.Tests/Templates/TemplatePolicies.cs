namespace DrFunctions.Tests.Templates;

/// <summary>What template.yaml lets the functions do. A statement's Sid begins with the step kind (or part) that needs it.</summary>
public static class TemplatePolicies
{
    /// <summary>
    /// The statements of the functions' role, those under a Condition too, and of the policy that is put to it afterwards.
    /// </summary>
    public static IReadOnlyList<TemplateNode> Statements() =>
    [
        .. TemplateNode.Load("template.yaml")["Resources"]["FunctionRole"]["Properties"]["Policies"].Items
            .SelectMany(policy => policy.IsMap ? [policy] : policy.Items.Where(choice => choice.IsMap))
            .Append(TemplateNode.Load("template.yaml")["Resources"]["SelfInvocationPolicy"]["Properties"])
            .SelectMany(policy => policy["PolicyDocument"]["Statement"].Items),
    ];

    /// <summary>Sid to actions, such as <c>Notices</c> to <c>sns:Publish</c> and <c>sns:GetTopicAttributes</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> BySid() =>
        Statements().ToDictionary(
            statement => statement["Sid"].Text,
            IReadOnlySet<string> (statement) => statement["Action"].Texts.ToHashSet());

    /// <summary>All that a step kind may do: the actions of every statement whose Sid begins with its name.</summary>
    /// <param name="kind">
    /// The kind as a Sid has it: <c>Ec2Start</c>, <c>EcsScale</c>, <c>Route53Switch</c>, <c>Alarms</c>, <c>Notices</c>,
    /// <c>SelfInvocation</c>, <c>State</c>.
    /// </param>
    public static IReadOnlySet<string> For(string kind) =>
        BySid().Where(entry => entry.Key.StartsWith(kind, StringComparison.Ordinal)).SelectMany(entry => entry.Value).ToHashSet();
}
