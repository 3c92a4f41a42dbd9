namespace DrFunctions.Tests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("drfunctions-check-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_plans_are_good_and_the_shop_s_warning_is_marked()
    {
        var dr = await Dr.RunAsync("check", "examples/bank.json", Dr.Shop);

        Assert.Equal(0, dr.Code);
        Assert.Matches(@"^examples/bank\.json: good, 4 steps, 3 signals\nexamples/shop\.json\(\d+\): warning: .*us-east-1", dr.Out);
        Assert.EndsWith("examples/shop.json: good, 4 steps, 3 signals\n", dr.Out, StringComparison.Ordinal);
        Assert.Empty(dr.Error);
    }

    [Fact]
    public async Task Every_mistake_of_every_file_is_told_at_once_with_its_line()
    {
        var one = Write("one.json", "{\n  \"name\": \"Shop\",\n  \"primary\": 3,\n  \"colour\": \"red\"\n}\n");
        var two = Write("two.json", "[]");

        var dr = await Dr.RunAsync("check", folder);

        Assert.Equal(1, dr.Code);
        Assert.Contains($"{one}(2): name is \"Shop\"; a plan's name has only a-z", dr.Out, StringComparison.Ordinal);
        Assert.Contains($"{one}(3): primary must be a text in quotes.", dr.Out, StringComparison.Ordinal);
        Assert.Contains($"{one}(4): colour is not a known member here", dr.Out, StringComparison.Ordinal);
        Assert.Contains($"{two}(1): a plan file must hold one object", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("good", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_of_a_folder_with_the_same_plan_are_a_mistake()
    {
        Write("a.json", Files.ReadText(Dr.Shop));
        var second = Write("b.json", Files.ReadText(Dr.Shop));

        var dr = await Dr.RunAsync("check", folder);

        Assert.Equal(1, dr.Code);
        Assert.Contains("a.json: good", dr.Out, StringComparison.Ordinal);
        Assert.Contains($"{second}(1): name: another file", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_not_read_are_told()
    {
        Write("shop.json", Files.ReadText(Dr.Shop));
        Write("README.md", "about the plans");
        var comments = Write("shop.jsonc", Files.ReadText(Dr.Shop));
        var yaml = Write("bank.yaml", "name: bank");
        Directory.CreateDirectory(Path.Combine(folder, "eu"));
        var inner = Write("eu/shop.json", Files.ReadText(Dr.Shop));

        var dr = await Dr.RunAsync("check", folder);

        Assert.Equal(0, dr.Code);
        foreach (var file in new[] { comments, yaml, inner })
        {
            Assert.Contains($"{file}: warning: this is not read", dr.Out, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("README.md", dr.Out, StringComparison.Ordinal);
        Assert.Equal(3, (await Dr.RunAsync("check", folder, "--json")).Json["notRead"]!.AsArray().Count);
    }

    [Fact]
    public async Task Two_plans_of_a_folder_that_name_the_same_resource_are_a_mistake()
    {
        Write("a.json", Files.ReadText(Dr.Shop));
        var second = Write("b.json", Files.ReadText(Dr.Shop).Replace("\"name\": \"shop\",", "\"name\": \"wiki\",", StringComparison.Ordinal));

        var dr = await Dr.RunAsync("check", folder);

        Assert.Equal(1, dr.Code);
        Assert.Contains("a.json: good", dr.Out, StringComparison.Ordinal);
        Assert.Matches(@"b\.json\(\d+\): step ""web"" names ap-northeast-1/i-0123456789abcdef0, which step ""web"" of the plan shop names too", dr.Out);
        Assert.Matches(@"b\.json\(\d+\): step ""traffic"" names Z123/shop\.example\.com\. A, which", dr.Out);
        Assert.DoesNotContain($"{second}: good", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_it_is_one_document()
    {
        var bad = Write("bad.json", "{}");

        var dr = await Dr.RunAsync("check", Dr.Shop, bad, "--json");

        Assert.Equal(1, dr.Code);
        Assert.False(dr.Json["good"]!.GetValue<bool>());
        Assert.Equal(
            (true, "shop", 4),
                (dr.Json["files"]![0]!["good"]!.GetValue<bool>(), dr.Json["files"]![0]!["plan"]!.GetValue<string>(), dr.Json["files"]![0]!["steps"]!.GetValue<int>()));
        Assert.True(dr.Json["files"]![0]!["mistakes"]![0]!["warning"]!.GetValue<bool>());
        Assert.Contains("name is missing", dr.Json["files"]![1]!["mistakes"]![0]!["sentence"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cannot_steer_the_terminal()
    {
        var dr = await Dr.RunAsync("check", Write("evil.json", "{ \"name\": \"\\u001b[2Jgood\" }"));

        Assert.Contains("name must be one line", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', dr.Out);
    }

    [Fact]
    public async Task What_is_not_there_is_wrong_usage()
    {
        foreach (var path in new[] { folder, Path.Combine(folder, "none.json") })
        {
            var dr = await Dr.RunAsync("check", path);

            Assert.Equal((2, ""), (dr.Code, dr.Out));
            Assert.Contains("plan file", dr.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_path_it_is_plans_and_the_example_where_that_holds_none()
    {
        var plans = Directory.CreateDirectory(Path.Combine(folder, "plans")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "examples"));
        File.Copy(Path.Combine(Files.Root, Dr.Shop), Path.Combine(folder, Dr.Shop));
        File.WriteAllText(Path.Combine(plans, "plan.schema.json"), "{}");

        foreach (var command in new[] { "check", "explain" })
        {
            var example = await Dr.InAsync(folder, command);

            Assert.Equal((0, "plans/ holds no plan, so the example examples/shop.json is used.\n"), (example.Code, example.Error));
        }

        await File.WriteAllTextAsync(Path.Combine(plans, "bank.json"), Files.ReadText("examples/bank.json"));
        Assert.Equal((0, $"{plans}/bank.json: good, 4 steps, 3 signals\n", ""), await In("check"));
        await File.WriteAllTextAsync(Path.Combine(plans, "shop.json"), Files.ReadText(Dr.Shop));
        var both = await In("explain");
        Assert.Contains("us-west-2", both.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ap-northeast-1", both.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await In("explain --json")).Code);

        async Task<(int Code, string Out, string Error)> In(string line)
        {
            var dr = await Dr.InAsync(folder, line.Split(' '));
            return (dr.Code, dr.Out, dr.Error);
        }
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
