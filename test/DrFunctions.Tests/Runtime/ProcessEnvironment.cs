namespace DrFunctions.Tests.Runtime;

/// <summary>Tests that set variables of this process run alone, since every other test would see them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment : IDisposable
{
    public const string Name = "Process environment";

    readonly Dictionary<string, string?> before = [];

    public ProcessEnvironment Set(string name, string? value)
    {
        before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
        return this;
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
