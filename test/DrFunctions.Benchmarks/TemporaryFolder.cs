namespace DrFunctions.Benchmarks;

/// <summary>A folder that is gone when its work is done.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("drfunctions-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
