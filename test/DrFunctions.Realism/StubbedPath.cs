namespace DrFunctions.Realism;

/// <summary>A PATH that holds the small tools of a recipe, and scripts of one line in the place of the great ones.</summary>
sealed class StubbedPath : IDisposable
{
    static readonly string[] Small = ["cut", "grep", "ln", "mkdir", "readlink", "rm", "sleep", "sort", "tail", "uname"];

    readonly string folder = Directory.CreateTempSubdirectory("drfunctions-path-").FullName;

    /// <param name="stubs">Each tool's name, and its script for /bin/sh.</param>
    public StubbedPath(params IReadOnlyList<(string Tool, string Script)> stubs)
    {
        // Without those that a script replaces: writing the script would follow the link, and overwrite the machine's own tool.
        foreach (var tool in Small.Except(stubs.Select(stub => stub.Tool)))
        {
            var real = Tools.OnPath(tool) ?? throw new InvalidOperationException($"{tool} is not on PATH");
            File.CreateSymbolicLink(Path.Combine(folder, tool), real);
        }

        foreach (var (tool, script) in stubs)
        {
            var file = Path.Combine(folder, tool);
            using (var writer = new StreamWriter(new FileStream(file, FileMode.CreateNew)))
            {
                writer.Write($"#!/bin/sh\n{script}\n");
            }

            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public KeyValuePair<string, string> Variable => new("PATH", folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
