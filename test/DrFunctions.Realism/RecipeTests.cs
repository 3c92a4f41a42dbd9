namespace DrFunctions.Realism;

/// <summary>What src/DrFunctions/Makefile does around `dotnet publish`, which is a script here.</summary>
public sealed class RecipeTests
{
    /// <summary>The list of parts is written by another command of the same name.</summary>
    const string Published = "case $1 in publish) echo published;; esac";

    [Fact]
    public async Task A_lock_whose_holder_is_gone_holds_nobody_up()
    {
        using var tree = new TreeCopy();
        using var package = new FunctionPackage();
        var made = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(tree.Functions)!, "obj/readytorun-x86_64-standin"));
        File.CreateSymbolicLink(Path.Combine(made.FullName, "lock"), $"{int.MaxValue}");
        using var bench = new StubbedPath(("dotnet", Published));

        var told = await SamBuild.MakeAsync(tree, "WatchFunction", package.Folder, bench.Variable);

        Assert.Equal("published\n", told.Good());
        Assert.Empty(made.EnumerateFileSystemInfos());
    }

    /// <summary>No compiler, one that has no zlib to link with, and a system that is not Linux.</summary>
    [Theory]
    [InlineData("nothing", "exit 0", "Linux")]
    [InlineData("gcc", "case \"$*\" in *-lz*) exit 1;; esac", "Linux")]
    [InlineData("gcc", "exit 0", "Darwin")]
    public async Task A_native_build_says_beforehand_what_it_lacks(string compiler, string script, string system)
    {
        using var tree = new TreeCopy();
        using var package = new FunctionPackage();
        using var bench = new StubbedPath(("dotnet", Published), (compiler, script), ("uname", $"echo {system}"));

        var told = await SamBuild.MakeAsync(tree, "WatchFunction", package.Folder, bench.Variable, Native);

        Assert.NotEqual(0, told.ExitCode);
        Assert.Equal("", told.Output);
        Assert.Contains("That needs Linux, clang or gcc, and zlib's headers: install them", told.Errors, StringComparison.Ordinal);
        Assert.Contains("or in a container", told.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.17 2.34", null)]
    [InlineData("2.9 2.35", "2.35")]
    [InlineData("2.4 2.100", "2.100")]
    [InlineData("", "of an unknown version")]
    public async Task A_native_build_that_asks_for_a_newer_glibc_than_lambdas_fails(string asked, string? named)
    {
        using var tree = new TreeCopy();
        using var package = new FunctionPackage();
        var versions = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = string.Join(@"\n", versions.Select(version => $"Name: GLIBC_{version}  Flags: none"));
        using var bench = new StubbedPath(("dotnet", Published), ("gcc", "exit 0"), ("readelf", $"printf '{names}\\n'"));

        var told = await SamBuild.MakeAsync(tree, "WatchFunction", package.Folder, bench.Variable, Native);

        Assert.Contains("published", told.Output, StringComparison.Ordinal);
        Assert.Equal(named is null, told.ExitCode == 0);
        Assert.Contains(named is null ? "" : $"asks for glibc {named}, and Lambda has 2.34", told.Errors, StringComparison.Ordinal);
    }

    /// <summary>The real dr check reads the folder: no plan, and one that is bad.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("{ \"name\": \"shop\" }")]
    public async Task A_folder_without_a_good_plan_is_not_deployed(string? plan)
    {
        using var tree = new TreeCopy();
        using var package = new FunctionPackage();
        File.Delete(Path.Combine(tree.Plans, "bank.json"));
        File.Delete(Path.Combine(tree.Plans, "shop.json"));
        if (plan is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(tree.Plans, "shop.json"), plan);
        }

        var told = await SamBuild.MakeAsync(tree, "WatchFunction", package.Folder);

        Assert.NotEqual(0, told.ExitCode);
        Assert.Contains(plan is null ? "has no plan file" : "primary is missing", told.Errors, StringComparison.Ordinal);
        Assert.Empty(package.Files);
    }

    [Fact]
    public async Task A_wrong_switch_is_named()
    {
        using var tree = new TreeCopy();
        foreach (var (name, value) in new[] { ("NATIVE", "yes"), ("ARCH", "mips") })
        {
            var told = await SamBuild.MakeAsync(tree, "WatchFunction", tree.Folder, new KeyValuePair<string, string>(name, value));
            Assert.NotEqual(0, told.ExitCode);
            Assert.Contains($"not '{value}'", told.Errors, StringComparison.Ordinal);
        }
    }

    static KeyValuePair<string, string> Native => new("NATIVE", "true");
}
