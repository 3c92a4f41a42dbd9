using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class WitnessSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        SignalsArmed { Signals.Count: 0 } armed => $"every signal counts as seen up already: {Sentences.Say(armed.Because)}",
        SignalsArmed armed => $"armed, so that these signals count from now on: {string.Join(", ", armed.Signals)}; {Sentences.Say(armed.Because)}",
        VantagesDisagree split when split.Since >= split.AsksAfter =>
            $"{Sentences.Say(split.Signals)}, but {Up(split)} for {Durations.Say(split.Since)}: one of them is wrong{Sentences.AndThen(split.Prewarm)}",
        VantagesDisagree split => $"{Sentences.Say(split.Signals)}, but {Up(split)}; a person is asked if this lasts {Durations.Say(split.AsksAfter)}{Sentences.AndThen(split.Prewarm)}",
        DefaultsChanged changed => $"the plan relies on defaults that have changed: {string.Join("; ", changed.Fields.Select(name => $"trigger.{name} {ChangedDefaults.Says(name)}"))}",
        _ => null,
    };

    static string Up(VantagesDisagree split) =>
        $"seen from {string.Join(" and ", split.UpAt)} the primary is up";
}
