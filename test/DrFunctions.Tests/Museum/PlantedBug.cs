namespace DrFunctions.Tests.Museum;

/// <summary>A deliberate bug: one search and replace in the code that ships.</summary>
/// <param name="Room">The part of the code that it is in.</param>
/// <param name="Why">Why it is a bug, in one sentence.</param>
/// <param name="File">From the root of the repository.</param>
/// <param name="Find">Stands exactly once in the file.</param>
public sealed record PlantedBug(string Room, string Name, string Why, string File, string Find, string Replace)
{
    /// <summary>The assembly that it is planted in.</summary>
    public string Assembly => File.Split('/')[1];

    /// <summary>How often the text that it replaces stands in the shipped file: once, or the bug is planted nowhere or in two places.</summary>
    public int Matches() => Source().Split(Find).Length - 1;

    /// <summary>The file with the bug in it.</summary>
    public string Planted() => Source().Replace(Find, Replace, StringComparison.Ordinal);

    public override string ToString() => Name;

    string Source() => Files.ReadText(File);
}
