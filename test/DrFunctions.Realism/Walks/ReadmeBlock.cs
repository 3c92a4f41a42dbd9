using System.Text.RegularExpressions;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Walks;

/// <summary>The commands of one sh block of a README.</summary>
/// <param name="Section">The heading above it, without its number.</param>
sealed partial record ReadmeBlock(string Section, string Commands)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<ReadmeBlock> Read(string path)
    {
        var blocks = new List<ReadmeBlock>();
        var section = "";
        foreach (Match match in Part.Matches(Files.ReadText(path)))
        {
            if (match.Groups["heading"] is { Success: true } heading)
            {
                section = heading.Value;
            }
            else
            {
                blocks.Add(new ReadmeBlock(section, match.Groups["text"].Value));
            }
        }

        return blocks;
    }

    [GeneratedRegex("^```sh\\n(?<text>.*?)^```$|^## (?:\\d+\\. )?(?<heading>[^\\n]+)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    static partial Regex Part { get; }
}
