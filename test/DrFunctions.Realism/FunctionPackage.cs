using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>A function's package, as `sam build` leaves it and Lambda unpacks it.</summary>
public sealed class FunctionPackage : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("drfunctions-package-").FullName;

    /// <summary>
    /// What the start script of dotnet10 runs: the handler's assembly or, where there is none, the executable of that name.
    /// </summary>
    public string Executable => Path.Combine(Folder, Holds("DrFunctions.dll") ? "DrFunctions.dll" : "DrFunctions");

    public bool Holds(string file) => File.Exists(Path.Combine(Folder, file));

    /// <summary>Paths within the package, sorted.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories);
            return [.. files.Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];
        }
    }

    string BillFile => $"{Folder}.cdx.json";

    /// <summary>What the build says that it linked, beside the package.</summary>
    public JsonNode Bill => JsonNode.Parse(File.ReadAllText(BillFile))!;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        File.Delete(BillFile);
    }
}
