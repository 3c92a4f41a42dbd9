using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>Condition expressions, as DynamoDB reads them and refuses them.</summary>
public sealed class DynamoDbConditionTests : DynamoDbTable
{
    [Theory]
    [InlineData("attribute_not_exists(pk)", false)]
    [InlineData("attribute_exists(pk) AND NOT attribute_exists(nothing)", true)]
    [InlineData("version = :one OR version = :two", true)]
    [InlineData("version = :two AND version = :one OR attribute_exists(pk)", true)]
    [InlineData("version = :two AND (version = :one OR attribute_exists(pk))", false)]
    [InlineData("version <> :two and not (version < :one)", true)]
    [InlineData("version BETWEEN :one AND :two AND begins_with(pk, :plan)", true)]
    [InlineData("version IN (:two, :one)", true)]
    [InlineData("version > :one", false)]
    [InlineData("version >= :one AND version <= :one", true)]
    [InlineData("nothing <> :one", true)]
    [InlineData("nothing = :one", false)]
    [InlineData("pk > :one", false)]
    public void Conditions_mean_what_DynamoDB_says(string condition, bool holds) => Pump.Run(Clock, async () =>
    {
        await Put("record", version: 1);
        var values = new Dictionary<string, AttributeValue>
        {
            [":one"] = new() { N = "1" }, [":two"] = new() { N = "2.0" }, [":plan"] = new() { S = "plan#" },
        };
        var request = new DeleteItemRequest
        {
            TableName = "dr-state",
            Key = Key("record"),
            ConditionExpression = condition,
            ExpressionAttributeValues = values.Where(value => condition.Contains(value.Key, StringComparison.Ordinal)).ToDictionary(),
        };
        var failure = await Record.ExceptionAsync(() => Client.DeleteItemAsync(request));
        Assert.Equal(holds, failure is null);
        Assert.True(failure is null or ConditionalCheckFailedException, failure?.ToString());
    });

    [Fact]
    public void An_update_sets_adds_and_says_what_it_did() => Pump.Run(Clock, async () =>
    {
        async Task<Dictionary<string, AttributeValue>> UpdateAsync(
            string update, string? condition, params (string, AttributeValue)[] values) =>
            (await Client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = "dr-state",
                Key = Key("rate"),
                UpdateExpression = update,
                ConditionExpression = condition,
                ReturnValues = ReturnValue.ALL_NEW,
                ExpressionAttributeValues = values.ToDictionary(value => value.Item1, value => value.Item2),
            })).Attributes;

        var number = new AttributeValue { N = "5" };
        var first = await UpdateAsync("SET taken = :n ADD plans :p", "attribute_not_exists(taken)", (":n", number), (":p", new() { SS = ["a"] }));
        Assert.Equal(("5", "a"), (first["taken"].N, Assert.Single(first["plans"].SS)));
        var second = await UpdateAsync("SET taken = taken + :n ADD plans :p", null, (":n", number), (":p", new() { SS = ["a", "b"] }));
        Assert.Equal(("10", 2), (second["taken"].N, second["plans"].SS.Count));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => UpdateAsync("SET taken = :n", "taken < :n", (":n", number)));
        Assert.Equal("10", (await Get("rate")).Item["taken"].N);
        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => UpdateAsync("SET taken = other + :n", null, (":n", number)));
        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => UpdateAsync("ADD plans :n", null, (":n", number)));
    });

    [Theory]
    [InlineData("owner = :one", "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: owner")]
    [InlineData("version = :none", "An expression attribute value used in expression is not defined; attribute value: :none")]
    [InlineData("#none = :one", "An expression attribute name used in the document path is not defined; attribute name: #none")]
    [InlineData("attribute_exists(pk)", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}")]
    [InlineData("version == :one", "Syntax error; token: \"=\"")]
    [InlineData("version = :one AND", "Syntax error; token: \"<EOF>\"")]
    [InlineData("size(pk) > :one", "LocalAws does not have the function size")]
    [InlineData("body.phase = :one", "LocalAws does not have nested document paths")]
    public void An_expression_that_AWS_or_LocalAws_lacks_is_refused(string condition, string message) => Pump.Run(Clock, async () =>
    {
        var failure = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Client.PutItemAsync(new PutItemRequest
        {
            TableName = "dr-state",
            Item = Item("record", 1),
            ConditionExpression = condition,
            ExpressionAttributeValues = new() { [":one"] = new AttributeValue { N = "1" } },
        }));
        Assert.Equal("ValidationException", failure.ErrorCode);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    });
}
