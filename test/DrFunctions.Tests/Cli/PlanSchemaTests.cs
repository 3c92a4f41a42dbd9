using System.Text.Json;
using System.Text.Json.Nodes;

namespace DrFunctions.Tests.Cli;

public sealed class PlanSchemaTests
{
    static readonly JsonNode Schema = JsonNode.Parse(Files.ReadText("plans/plan.schema.json"))!;

    [Fact]
    public async Task The_published_schema_is_the_one_that_the_readers_give()
    {
        var dr = await Dr.RunAsync("schema");

        Assert.Equal(0, dr.Code);
        Assert.True(dr.Out == Files.ReadText("plans/plan.schema.json"),
            "plans/plan.schema.json is out of step with what plans may hold; write it again: "
            + "dotnet run --project src/DrFunctions.Cli -- schema > plans/plan.schema.json");
    }

    [Fact]
    public void The_shop_s_plan_fits_the_schema() => Assert.Empty(SchemaCheck.Problems(Schema, Shop()));

    [Theory]
    [InlineData("colour", "$.colour: not known")]
    [InlineData("trigger/signals/0/colour", "$.trigger.signals[0].colour: not known")]
    [InlineData("steps/1/instances", "$.steps[1].instances: not known")]
    [InlineData("steps/3/alias", "$.steps[3].alias: not a object")]
    [InlineData("steps/0/kind", "$.steps[0].kind: not one of the words")]
    [InlineData("objectives/rto", "$.objectives.rto: not of the form")]
    [InlineData("trigger/atLeast", "$.trigger.atLeast: not a integer")]
    public void What_the_readers_refuse_the_schema_refuses_too(string path, string problem)
    {
        var plan = Shop();
        JsonNode at = plan;
        var names = path.Split('/');
        foreach (var name in names[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : at[name]!;
        }

        at[names[^1]] = "soon";

        Assert.Contains(problem, SchemaCheck.Problems(Schema, plan));
        Assert.Null(Files.Kinds.Read("plan", plan.ToJsonString()).Plan);
    }

    [Fact]
    public void What_must_be_there_is_missed()
    {
        var plan = Shop();
        plan.Remove("primary");
        plan["steps"]![1]!.AsObject().Remove("cluster");

        Assert.Equal(["$: primary is missing", "$.steps[1]: cluster is missing"], SchemaCheck.Problems(Schema, plan));
    }

    static JsonObject Shop() => JsonNode.Parse(
        Files.ReadText(Dr.Shop),
            documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
}
