namespace DrFunctions.Realism.Comparing;

/// <summary>What one service is called in different places.</summary>
static class Names
{
    /// <summary>As botocore's models and the AWS CLI call it, by the name in its signatures.</summary>
    public static string OfModel(string signingName) => signingName switch { "monitoring" => "cloudwatch", "elasticloadbalancing" => "elbv2", _ => signingName };
}
