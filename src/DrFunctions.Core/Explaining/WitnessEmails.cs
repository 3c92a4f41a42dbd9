using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>Emails about how signals are counted.</summary>
static class WitnessEmails
{
    public static EmailText DefaultsChanged(EmailInput input, DefaultsChanged changed) => Emails.Write(
        input,
        NoticeKind.DefaultsChanged,
        "the new version has other defaults",
        $"A new version of DrFunctions watches {input.Plan.Name}, and the plan leaves to it what has changed.",
        [Emails.Sentence(Sentences.Say(changed))],
        "Read docs/PLAN.md about these fields, and write into the plan what you want. dr check names them too.",
        [],
        steps: false);
}
