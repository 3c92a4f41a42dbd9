using System.Text.Json.Nodes;

namespace DrFunctions.Realism.Comparing;

/// <summary>Answers as trees: finds parts of them, and compares two of them.</summary>
static class Members
{
    const string Given = "(given)";
    const string Nothing = "nothing";

    /// <summary>The values at the paths, through all lists. A path that ends in ? only asks whether there is a value.</summary>
    public static JsonNode? Select(JsonNode? node, IReadOnlyList<string[]> paths) => node switch
    {
        _ when paths.Any(path => path is []) => node?.DeepClone(),
        JsonArray list => new JsonArray([.. list.Select(one => Select(one, paths))]),
        JsonObject json => new JsonObject(paths.GroupBy(path => path[0].TrimEnd('?')).Where(group => json[group.Key] is not null)
            .Select(group => KeyValuePair.Create(group.Key, group.First()[0].EndsWith('?')
                ? Given
                : Select(json[group.Key], [.. group.Select(path => path[1..])])))),
        _ => node?.DeepClone(),
    };

    /// <summary>The same tree with every list sorted by its elements' texts, for services that promise no order.</summary>
    public static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Sorted).OrderBy(one => one?.ToJsonString(), StringComparer.Ordinal)]),
        JsonObject json => new JsonObject(json.Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// The differences, member by member. An empty list, map or text equals a missing one, because clients read both alike.
    /// </summary>
    public static IEnumerable<string> Differences(JsonNode? local, JsonNode? moto)
    {
        var (ours, theirs) = (Leaves(local), Leaves(moto));
        return ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Ours: ours.GetValueOrDefault(path, Nothing), Theirs: theirs.GetValueOrDefault(path, Nothing)))
            .Where(leaf => leaf.Ours != leaf.Theirs)
            .Select(leaf => $"{leaf.Path}: LocalAws {leaf.Ours}, moto {leaf.Theirs}");
    }

    static SortedDictionary<string, string> Leaves(JsonNode? node)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk("", node);
        return leaves;

        void Walk(string path, JsonNode? part)
        {
            if (part is JsonObject json)
            {
                json.ToList().ForEach(pair => Walk(path.Length > 0 ? $"{path}.{pair.Key}" : pair.Key, pair.Value));
            }
            else if (part is JsonArray list)
            {
                list.Index().ToList().ForEach(one => Walk($"{path}[{one.Index}]", one.Item));
            }
            else if (part?.ToString() is { Length: > 0 } text)
            {
                leaves[path] = text;
            }
        }
    }
}
