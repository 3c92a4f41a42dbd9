using DrFunctions.Steps;

namespace DrFunctions.Tests.Templates;

/// <summary>The template grants exactly the permissions that the code lists.</summary>
public sealed class PolicyTests
{
    static IReadOnlyList<Grant> All { get; } = Grants.Of(Files.Kinds);

    public static TheoryData<string> Sids => [.. All.Where(grant => grant.Actions.Count > 0).Select(grant => grant.Sid)];

    [Theory]
    [MemberData(nameof(Sids))]
    public void What_the_code_needs_is_granted_and_no_more(string sid)
    {
        // AWS itself needs the keys of the volumes and the topic; the functions' code calls neither.
        var granted = TemplatePolicies.For(sid).Where(action => !action.StartsWith("kms:", StringComparison.Ordinal));

        Assert.Equal(All.Single(grant => grant.Sid == sid).Actions.Order(), granted.Order());
    }

    [Fact]
    public void Every_statement_belongs_to_somebody()
    {
        string[] platform = ["Logs", "Failures"];

        foreach (var sid in TemplatePolicies.BySid().Keys.Except(platform))
        {
            Assert.Contains(All, grant => sid.StartsWith(grant.Sid, StringComparison.Ordinal));
        }
    }
}
