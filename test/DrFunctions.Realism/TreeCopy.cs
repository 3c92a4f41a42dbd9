using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>
/// A copy of the files that a publish needs, because a restore with other packages would break this tree's restored packages.
/// </summary>
sealed class TreeCopy : IDisposable
{
    static readonly string[] Made = ["bin", "obj"];

    public TreeCopy()
    {
        var files = Directory.EnumerateFiles(Files.Root).Concat(Under("src"));
        foreach (var file in files.Select(file => Path.GetRelativePath(Files.Root, file)).Where(IsSource))
        {
            var target = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Files.Root, file), target);
        }

        var plans = Directory.CreateDirectory(Plans).FullName;
        foreach (var file in new[] { "plans/plan.schema.json", "examples/shop.json", "examples/bank.json" })
        {
            File.Copy(Path.Combine(Files.Root, file), Path.Combine(plans, Path.GetFileName(file)));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("drfunctions-tree-").FullName;

    /// <summary>The plans that are deployed: the shop and the bank of examples/.</summary>
    public string Plans => Path.Combine(Folder, "plans");

    public string Functions => Path.Combine(Folder, "src/DrFunctions/DrFunctions.csproj");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Files.Root, folder), "*", SearchOption.AllDirectories);

    static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Intersect(Made).Any();
}
