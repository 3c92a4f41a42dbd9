using System.Diagnostics;
using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Searches for a bug, where it was found last time or with the scenario that it names, and else with every proof that can see it, the
/// cheap ones first, until an invariant breaks that holds without the bug.
/// </summary>
/// <param name="known">Where each bug was found last time.</param>
/// <param name="fresh">The first seed of a base drawn anew, with which each bug is searched for as well; null for none.</param>
sealed class Visit(Workshop workshop, IReadOnlyDictionary<string, Found> known, int? fresh)
{
    static readonly TimeSpan LongestAnew = TimeSpan.FromSeconds(3);
    static readonly TimeSpan FirstTurn = TimeSpan.FromSeconds(3);

    /// <param name="bound">The time limit, in which the proofs take turns.</param>
    public Finding To(PlantedBug bug, TimeSpan bound)
    {
        var watch = Stopwatch.StartNew();
        var exhibit = new Exhibit(bug, workshop.Compile(bug));
        var (compiled, played) = (watch.Elapsed, 0);
        foreach (var (proof, number) in Runs(SearchFor(bug), watch, bound))
        {
            played++;
            var broken = exhibit.Play(proof.Play, number);
            if (broken.Count > 0 && Exhibit.PlaySound(proof.Play, number).Count == 0)
            {
                var anew = fresh is { } from && proof.Drawn ? Anew(exhibit, proof, from) : null;
                return new Finding(bug, broken[0], new Found(proof.Name, number), played, compiled, watch.Elapsed) { Anew = anew };
            }
        }

        return new Finding(bug, null, null, played, compiled, watch.Elapsed);
    }

    /// <summary>
    /// The runs of all proofs, each proof going on for as long as its turn lasts; the turns become longer, so that a cheap find is quick
    /// and no proof is left out.
    /// </summary>
    static IEnumerable<(Proof Proof, int Number)> Runs(
        IEnumerable<(Proof Proof, int First, int Last)> search, Stopwatch watch, TimeSpan bound)
    {
        var left = search.Select(one => (one.Proof, Numbers: new Queue<int>(Enumerable.Range(one.First, one.Last - one.First + 1))))
            .ToList();
        for (var turn = FirstTurn; left.Count > 0 && watch.Elapsed < bound; turn *= 2)
        {
            foreach (var (proof, numbers) in left)
            {
                for (var until = watch.Elapsed + turn; watch.Elapsed < until && numbers.TryDequeue(out var number);)
                {
                    yield return (proof, number);
                }
            }

            left.RemoveAll(one => one.Numbers.Count == 0);
        }
    }

    static Anew Anew(Exhibit exhibit, Proof proof, int first)
    {
        var watch = Stopwatch.StartNew();
        for (var seed = first; seed == first || watch.Elapsed < LongestAnew; seed++)
        {
            if (exhibit.Play(proof.Play, seed).Count > 0)
            {
                var sound = Exhibit.PlaySound(proof.Play, seed);
                return new Anew(seed - first + 1, true, sound.Count == 0 ? null : $"{proof.Name} seed {seed}: {sound[0]}");
            }
        }

        return new Anew(0, false, null);
    }

    IEnumerable<(Proof Proof, int First, int Last)> SearchFor(PlantedBug bug)
    {
        if (bug.Scenario is { } scenario)
        {
            var number = ScenarioSeed.NumberOf(scenario);
            return [(Proof.Named("scenario"), number, number)];
        }

        var whole = Proof.All.Where(proof => proof.Sees(bug)).Select(proof => (proof, 1, proof.Most));
        return known.TryGetValue(bug.Name, out var last) ? [(Proof.Named(last.Proof), last.Number, last.Number), .. whole] : whole;
    }
}
