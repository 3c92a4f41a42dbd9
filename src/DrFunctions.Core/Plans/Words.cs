namespace DrFunctions.Core.Plans;

/// <summary>The words that plan files use for enum members.</summary>
static class Words
{
    public static readonly IReadOnlyDictionary<string, Strategy> Strategies = new Dictionary<string, Strategy>
    {
        ["backup-and-restore"] = Strategy.BackupAndRestore,
        ["pilot-light"] = Strategy.PilotLight,
        ["warm-standby"] = Strategy.WarmStandby,
        ["multi-site"] = Strategy.MultiSite,
    };

    public static readonly IReadOnlyDictionary<string, Mode> Modes = new Dictionary<string, Mode>
    {
        ["automatic"] = Mode.Automatic,
        ["approval"] = Mode.Approval,
        ["shadow"] = Mode.Shadow,
    };

    public static readonly IReadOnlyDictionary<string, OnApprovalTimeout> OnApprovalTimeouts = new Dictionary<string, OnApprovalTimeout>
    {
        ["stop"] = OnApprovalTimeout.Stop,
        ["proceed"] = OnApprovalTimeout.Proceed,
    };

    public static readonly IReadOnlyDictionary<string, Witnesses> Witnesses = new Dictionary<string, Witnesses>
    {
        ["all"] = Plans.Witnesses.All,
        ["any"] = Plans.Witnesses.Any,
    };

    public static readonly IReadOnlyDictionary<string, OnLimit> OnLimits = new Dictionary<string, OnLimit>
    {
        ["again"] = OnLimit.Again,
        ["ask"] = OnLimit.Ask,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value) => words.First(word => Equals(word.Value, value)).Key;
}
