using System.Text.Json.Nodes;

namespace DrFunctions.Realism.Walks;

/// <summary>A moto server whose CloudFormation can make the examples' stacks, and which tells what topics publish.</summary>
sealed class WalkMoto : MotoServer
{
    readonly List<string> told = [];

    protected override string[] Program => ["python3", "test/DrFunctions.Realism/moto_ecs_stacks.py"];

    /// <summary>The subjects of the notices so far, each after the word for its kind.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    protected override void Said(string line)
    {
        if (line.StartsWith("{\"topic\"", StringComparison.Ordinal) && JsonNode.Parse(line) is { } one)
        {
            lock (told)
            {
                told.Add($"{one["kind"]}: {one["subject"]}");
            }
        }
    }
}
