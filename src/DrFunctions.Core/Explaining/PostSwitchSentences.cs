using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class PostSwitchSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        NamesAsked asked => string.Join("; ", asked.Names.Select(Of)),
        PostSwitchFound found => string.Join("; ", found.Findings.Select(Of)),
        PostSwitchOver over => $"over: {string.Join("; ", over.Findings.Select(finding => $"{finding.Step}: {finding.Because}"))}",
        _ => null,
    };

    /// <summary>The middle of a sentence.</summary>
    public static string Of(NameSaid name) => name.State switch
    {
        NameState.AtStandby => $"{name.Step}: DNS leads users to the standby: {name.Because}",
        NameState.Elsewhere => $"{name.Step}: DNS does not lead all users to the standby: {name.Because}",
        _ => $"{name.Step}: DNS could not be asked: {name.Because}",
    };

    public static string Of(PostSwitchSaid finding) => finding.What switch
    {
        PostSwitchTrouble.NameElsewhere => $"{finding.Step}: DNS does not lead all users to the standby: {finding.Because}",
        PostSwitchTrouble.NameNotServed => $"{finding.Step}: a request to the name itself fails: {finding.Because}",
        PostSwitchTrouble.PutBack => $"{finding.Step}: somebody has put it back: {finding.Because}",
        _ => $"{finding.Step}: the standby fails its check: {finding.Because}",
    };
}
