using System.Text;

namespace DrFunctions.Cli;

/// <summary>Where a plan is written.</summary>
/// <param name="File">Null for standard output.</param>
/// <param name="Force">Replaces a file that has other content.</param>
sealed record PlanTarget(string? File, bool Force)
{
    /// <exception cref="UsageException">The plan would replace its template.</exception>
    public void MustNotBe(string template)
    {
        if (File is not null && Path.GetFullPath(File) == Path.GetFullPath(template))
        {
            throw new UsageException($"--out is the template \"{template}\" itself; name another file, such as plans/shop.json.");
        }
    }

    /// <param name="size">What the plan has, as the end of a sentence.</param>
    /// <exception cref="UsageException">The file cannot be there.</exception>
    public int Write(Output say, string plan, string size)
    {
        if (File is null)
        {
            say.Document(plan);
            return ExitCodes.Done;
        }

        if (Directory.Exists(File) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(File))))
        {
            throw new UsageException(Directory.Exists(File) ? $"--out is the folder \"{File}\"; name a file in it."
                : $"The folder of --out \"{File}\" does not exist; create it, or name another file.");
        }

        var bytes = Encoding.UTF8.GetBytes(plan);
        var isThere = System.IO.File.Exists(File);
        if (isThere && System.IO.File.ReadAllBytes(File).AsSpan().SequenceEqual(bytes))
        {
            say.Line($"{File}: not changed, because it holds this plan already ({size}).");
            return ExitCodes.Done;
        }

        if (isThere && !Force)
        {
            say.Problem($"{File} exists with other content, so nothing was written; add --force to replace it.");
            return ExitCodes.No;
        }

        System.IO.File.WriteAllBytes(File, bytes);
        say.Line($"{File}: {(isThere ? "replaced" : "written")}, {size}.");
        return ExitCodes.Done;
    }
}
