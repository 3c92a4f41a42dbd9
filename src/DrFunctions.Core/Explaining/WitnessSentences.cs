using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class WitnessSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        SignalsArmed { Signals.Count: 0 } armed => $"every signal counts as seen up already: {Sentences.Say(armed.Because)}",
        SignalsArmed armed => $"armed, so that these signals count from now on: {string.Join(", ", armed.Signals)}; {Sentences.Say(armed.Because)}",
        DefaultsChanged changed => $"the plan relies on defaults that have changed: {string.Join("; ", changed.Fields.Select(name => $"trigger.{name} {ChangedDefaults.Says(name)}"))}",
        _ => null,
    };
}
