namespace DrFunctions.Core.Plans;

// What holds other values, or may be of two shapes.
public sealed partial class Fields
{
    /// <summary>An object read by <paramref name="read"/>, or the default if it is not there.</summary>
    public T? Object<T>(string name, string meaning, Func<Fields, T?> read, bool required = false)
        where T : class
    {
        var facts = new FieldFacts(name, FieldKind.Object, meaning, required) { Inner = Inner(read) };
        return Find<LocatedObject>(facts, "an object { … }") is { } inner ? read(new Fields(inner, At(name), mistakes)) : null;
    }

    /// <summary>A list of objects, each read by <paramref name="read"/>; those that cannot be read are left out, with a mistake noted.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, string meaning, int most, Func<Fields, T?> read, bool required = false)
        where T : class
    {
        var facts = new FieldFacts(name, FieldKind.Objects, meaning, required) { Most = most, Inner = Inner(read) };
        if (Find<LocatedArray>(facts, "a list of objects [ { … } ]") is not { } list)
        {
            return null;
        }

        if (list.Items.Count is 0 || list.Items.Count > most)
        {
            mistakes.Add(list.Line, $"{At(name)} has {list.Items.Count} entries; it must have 1 to {most}.");
            return null;
        }

        var objects = new List<T>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not LocatedObject item)
            {
                mistakes.Add(list.Items[i].Line, $"{At(name)}[{i}] must be an object {{ … }}.");
            }
            else if (read(new Fields(item, $"{At(name)}[{i}]", mistakes)) is { } good)
            {
                objects.Add(good);
            }
        }

        return objects;
    }

    /// <summary>A number, or a text such as "100% of primary".</summary>
    public Located? NumberOrText(string name, string meaning, bool required, string shape)
    {
        asked.Add(new FieldFacts(name, FieldKind.NumberOrText, meaning, required));
        return source.Find(name)?.Value switch
        {
            null when required => Missing<Located>(name, shape),
            null => null,
            LocatedNumber or LocatedText => source.Find(name)!.Value,
            var other => Wrong<Located>(name, other, shape),
        };
    }

    static IReadOnlyList<FieldFacts> Inner<T>(Func<Fields, T?> read)
    {
        var empty = Empty(new Mistakes(""));
        read(empty);
        return empty.Asked;
    }
}
