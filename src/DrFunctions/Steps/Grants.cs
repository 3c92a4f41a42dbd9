using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Notices;
using DrFunctions.Signals;
using DrFunctions.Store;

namespace DrFunctions.Steps;

/// <summary>All that the functions' role must be allowed.</summary>
public static class Grants
{
    public static IReadOnlyList<Grant> Of(StepKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return
        [
            .. kinds.All.Select(kind => kind.Grant), SignalReader.Grant, NoticePublisher.Grant, RecordStore.Grant, SelfInvocation.Grant,
            AccountLook.Grant,
        ];
    }
}
