using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Functions;

/// <summary>A folder with the shop's plan, changed for the test; gone when the test is over.</summary>
public sealed class PlansFolder : IDisposable
{
    public PlansFolder(Action<JsonObject> change)
    {
        Path = Directory.CreateTempSubdirectory("drfunctions-plans-").FullName;
        Plan = Files.Shop(change).Plan ?? throw new InvalidOperationException("The changed plan has mistakes.");
        File.WriteAllText(System.IO.Path.Combine(Path, "shop.json"), Plan.Source);
    }

    public string Path { get; }

    public Plan Plan { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
