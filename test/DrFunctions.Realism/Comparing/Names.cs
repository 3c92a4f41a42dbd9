namespace DrFunctions.Realism.Comparing;

/// <summary>The names of one service in different places.</summary>
static class Names
{
    /// <summary>The name in botocore's models and the AWS CLI, by the name in the service's signatures.</summary>
    public static string OfModel(string signingName) => signingName switch { "monitoring" => "cloudwatch", "elasticloadbalancing" => "elbv2", _ => signingName };
}
