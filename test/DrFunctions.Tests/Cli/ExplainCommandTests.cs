namespace DrFunctions.Tests.Cli;

public sealed class ExplainCommandTests
{
    [Fact]
    public async Task A_plan_is_a_numbered_runbook()
    {
        var dr = await Dr.RunAsync("explain", Dr.Shop);

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Files.AssertReviewed("Cli/explain-shop.txt", dr.Out);
    }

    [Fact]
    public async Task For_machines_it_is_one_document()
    {
        var dr = await Dr.RunAsync("explain", Dr.Shop, "--json");

        Assert.Equal(0, dr.Code);
        Assert.Equal(["web", "api", "healthy", "traffic"], dr.Json["steps"]!.AsArray().Select(step => step!["id"]!.GetValue<string>()));
        Assert.Equal((4, "web"), (dr.Json["steps"]![3]!["number"]!.GetValue<int>(), dr.Json["steps"]![2]!["after"]![0]!.GetValue<string>()));
        Assert.Equal((await Dr.RunAsync("explain", Dr.Shop)).Out, dr.Json["runbook"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_plan_with_mistakes_is_refused_with_all_of_them()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "{ \"name\": \"shop\" }");

            var dr = await Dr.RunAsync("explain", file, "--json");

            Assert.Equal(1, dr.Code);
            Assert.Contains($"{file}(1): primary is missing", dr.Error, StringComparison.Ordinal);
            Assert.False(dr.Json["good"]!.GetValue<bool>());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
