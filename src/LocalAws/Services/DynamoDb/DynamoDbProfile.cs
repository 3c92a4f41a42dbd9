using LocalAws.Wire;

namespace LocalAws.Services.DynamoDb;

/// <summary>DynamoDB's protocol, error words and rates.</summary>
static class DynamoDbProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "dynamodb",
        Protocol = "application/x-amz-json-1.0",
        Throttled = new("ThrottlingException", "Throughput exceeds the current capacity of your table or index."),
        Expired = new("ExpiredTokenException", "The security token included in the request is expired"),
        Denied = new("AccessDeniedException", ""),
        LostWrites = new Dictionary<string, ErrorWords>
        {
            ["PutItem"] = new("ConditionalCheckFailedException", "The conditional request failed"),
            ["UpdateItem"] = new("ConditionalCheckFailedException", "The conditional request failed"),
            ["TransactWriteItems"] = new("TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]"),
        },
    };
}
