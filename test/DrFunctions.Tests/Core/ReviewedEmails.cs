using System.Text.RegularExpressions;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>
/// Whole emails as reviewed text, in files beside the tests that end with "-emails.txt". Read them as somebody does who was woken by one:
/// each must say what is wrong, what is needed, and the command.
/// </summary>
public partial class ReviewedEmails
{
    internal static void Assert(string about, params IReadOnlyList<(string Situation, Notice Email)> emails) => Files.AssertReviewed(
        $"Core/{about}-emails.txt",
        string.Join('\n', emails.Select(one => $"======== {one.Situation} ({one.Email.Kind.Word()})\n{one.Email.Subject}\n\n{one.Email.Body}")));

    [Fact]
    public void Each_kind_of_notice_has_an_email_that_was_read()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Files.Root, "test/DrFunctions.Tests/Core"), "*-emails.txt")
            .SelectMany(file => Heading.Matches(File.ReadAllText(file)).Select(match => match.Groups["kind"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var kinds = Enum.GetValues<NoticeKind>().Where(kind => kind != NoticeKind.Unknown).Select(kind => kind.Word());
        Xunit.Assert.Equal([], kinds.Where(kind => !read.Contains(kind)));
    }

    [GeneratedRegex(@"^======== .* \((?<kind>[a-z-]+)\)$", RegexOptions.Multiline)]
    static partial Regex Heading { get; }
}
