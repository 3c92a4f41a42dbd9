using System.Text.Json;

namespace DrFunctions.Core.Records;

/// <summary>
/// Keeps a record so small that DynamoDB takes it: a record that cannot be saved would stop every decision of its plan. What grows without
/// a limit is what steps find, such as instances by their tags.
/// </summary>
public static class RecordSize
{
    /// <summary>The most characters of a record. Above 300 KB it is stored compressed, which makes at most half of it.</summary>
    public const int Most = 500_000;

    /// <summary>With fewer steps their sentences are no matter, and the size need not be measured.</summary>
    const int Many = 50;

    /// <summary>What is smaller is not worth giving up.</summary>
    const int Large = 1_000;

    /// <summary>The record, smaller where it has to be, and the steps whose ledger it no longer keeps.</summary>
    /// <remarks>
    /// Without what a start found the next one finds it again. Without its ledger a step is not undone, which leaves capacity running and
    /// takes nothing away that others need.
    /// </remarks>
    public static (Record Record, IReadOnlyList<string> GivenUp) Fit(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Run is not { } run || (Values(run) < Most / 2 && run.Steps.Count < Many) || RecordJson.Write(record).Length <= Most)
        {
            return (record, []);
        }

        var steps = run.Steps;
        foreach (var (id, step) in run.Steps.Where(step => SizeOf(step.Value.Expected) > Large))
        {
            steps = steps.SetItem(id, step with { Expected = null });
        }

        var left = RecordJson.Write(record with { Run = run with { Steps = steps } }).Length;
        var givenUp = new List<string>();
        var large = steps.Where(step => SizeOf(step.Value.Ledger) > Large).OrderByDescending(step => SizeOf(step.Value.Ledger));
        foreach (var (id, step) in large)
        {
            if (left <= Most)
            {
                break;
            }

            left -= SizeOf(step.Ledger);
            steps = steps.SetItem(id, step with { Ledger = null });
            givenUp.Add(id);
        }

        return (record with { Run = run with { Steps = steps } }, givenUp);
    }

    static int Values(Run run) => run.Steps.Values.Sum(step => SizeOf(step.Ledger) + SizeOf(step.Expected) + SizeOf(step.Undo?.Expected));

    static int SizeOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json ? json.GetRawText().Length : 0;
}
