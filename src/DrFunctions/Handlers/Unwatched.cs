using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Plans;

namespace DrFunctions.Handlers;

/// <summary>What a deployment does not watch, although its plan folder holds it; and that it watches nothing at all.</summary>
static class Unwatched
{
    /// <summary>One sentence for each file with mistakes, and one for the plans of other Regions or for no plan at all.</summary>
    /// <param name="region">The Region of this deployment.</param>
    public static IEnumerable<string> Sentences(PlanFolder folder, string region)
    {
        foreach (var reading in folder.Refused)
        {
            yield return $"the plan file {reading.File} has {reading.Mistakes.Count(mistake => !mistake.IsWarning)} mistake(s) and is not used: "
                + $"{reading.Mistakes.First(mistake => !mistake.IsWarning)}; run `dr check` on it";
        }

        var others = string.Join(", ", folder.Elsewhere.Select(plan => $"{plan.Name} (standby {plan.Standby})"));
        if (folder.Plans.Count == 0)
        {
            yield return $"no plan is watched: this deployment is in {region}, "
                + (folder.Elsewhere.Count > 0 ? $"and the standby of every plan is another Region: {others}; deploy there, or correct \"standby\""
                    : "and it has no plan that can be used; put one into the folder plans, run `dr check` and deploy again");
        }
        else if (folder.Elsewhere.Count > 0)
        {
            yield return $"this deployment is in {region} and does not watch {others}; watch them with a deployment in their standby, or correct \"standby\"";
        }
    }

    /// <param name="name">Null for all plans.</param>
    public static string NoSuchPlan(string? name, PlanFolder folder)
    {
        var known = folder.Plans.Select(plan => plan.Name).ToList();
        return folder.Elsewhere.FirstOrDefault(plan => plan.Name == name) is { } elsewhere
            ? $"the standby of {elsewhere.Name} is {elsewhere.Standby}, and only the deployment there takes its commands, so nothing was done"
            : known.Count == 0 ? "no plan is deployed here, so nothing was done"
            : $"no deployed plan is named {PrintableText.Of(name)}, so nothing was done. Deployed plans: {string.Join(", ", known)}."
                + Spelling.DidYouMean(name ?? "", known);
    }
}
