using System.Globalization;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Plans;

/// <summary>
/// Reads the members of one JSON object and notes the mistakes in each. What a reader asks for is also what the object may contain:
/// <see cref="Asked"/> is the source of the JSON schema, and <see cref="Done"/> refuses any other member. So a reader must ask for every
/// field each time, whatever it found before.
/// </summary>
public sealed class Fields(LocatedObject source, string path, Mistakes mistakes)
{
    const string OneLine = "must be one line, without control characters.";

    readonly List<FieldFacts> asked = [];
    readonly SortedSet<string> left = new(StringComparer.Ordinal);
    readonly SortedSet<string> refused = new(StringComparer.Ordinal);

    /// <summary>An empty object: reading it shows which fields a reader asks for.</summary>
    public static Fields Empty(Mistakes mistakes) => new(new LocatedObject(1, []), "", mistakes);

    public LocatedObject Source => source;

    /// <summary>Every field asked for so far.</summary>
    public IReadOnlyList<FieldFacts> Asked => asked;

    public bool Has(string name) => source.Find(name) is not null;

    /// <summary>
    /// The fields whose value has a mistake: what a reader puts in its place was not written by anybody, so no rule may judge by it.
    /// </summary>
    public IReadOnlySet<string> Refused => refused;

    public string? Text(string name, string meaning, bool required = false, int most = 1024, Func<string, string?>? wrong = null)
    {
        var value = Find<LocatedText>(new FieldFacts(name, FieldKind.Text, meaning, required) { Most = most }, "a text in quotes");
        return value is null ? null : Checked(name, value.Line, value.Text, most, wrong);
    }

    /// <summary>A list of at most <paramref name="most"/> different texts; empty only if <paramref name="mayBeEmpty"/>.</summary>
    public IReadOnlyList<string>? Texts(
        string name, string meaning, bool required = false, int most = 200, bool mayBeEmpty = true, Func<string, string?>? wrong = null)
    {
        var list = Find<LocatedArray>(new FieldFacts(name, FieldKind.Texts, meaning, required) { Most = most }, "a list of texts, such as [\"a\", \"b\"]");
        if (list is null)
        {
            return null;
        }

        if (list.Items.Count > most)
        {
            Refuse(name, list.Line, $"{At(name)} has {list.Items.Count} entries; at most {most} are allowed.");
            return null;
        }

        if (list.Items.Count == 0 && !mayBeEmpty)
        {
            Refuse(name, list.Line, $"{At(name)} names nothing; write at least one.");
        }

        var (texts, named) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in list.Items)
        {
            if (item is not LocatedText text)
            {
                Refuse(name, item.Line, $"{At(name)} holds something that is not a text in quotes.");
            }
            else if (!named.Add(text.Text))
            {
                Refuse(name, item.Line, $"{At(name)} names \"{PrintableText.Of(text.Text)}\" twice; keep one of them.");
            }
            else if (Checked(name, item.Line, text.Text, 1024, wrong) is { } good)
            {
                texts.Add(good);
            }
        }

        return texts;
    }

    /// <summary>Texts by name, such as tags.</summary>
    public IReadOnlyDictionary<string, string>? Map(string name, string meaning, int most = 10)
    {
        var source = Find<LocatedObject>(new FieldFacts(name, FieldKind.Map, meaning, false) { Most = most }, "an object, such as { \"name\": \"value\" }");
        if (source is null)
        {
            return null;
        }

        if (source.Members.Count is 0 || source.Members.Count > most)
        {
            Refuse(name, source.Line, $"{At(name)} must have 1 to {most} entries.");
        }

        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in source.Members)
        {
            var at = $"{At(name)}.{PrintableText.Of(member.Name)}";
            if (member.Value is not LocatedText text)
            {
                Refuse(name, member.Line, $"{at} must be a text in quotes.");
            }
            else if (!PrintableText.IsPlain(member.Name) || !PrintableText.IsPlain(text.Text))
            {
                Refuse(name, member.Line, $"{at} {OneLine}");
            }
            else
            {
                map[member.Name] = text.Text;
            }
        }

        return map;
    }

    public int? Number(string name, string meaning, int least, int most, bool required = false)
    {
        var value = Find<LocatedNumber>(new FieldFacts(name, FieldKind.Number, meaning, required) { Least = least, Most = most }, $"a whole number from {least} to {most}");
        if (value is null)
        {
            return null;
        }

        if (value.Number is { } number && number >= least && number <= most && number == Math.Floor(number))
        {
            return (int)number;
        }

        Refuse(name, value.Line, $"{At(name)} must be a whole number from {least} to {most}.");
        return null;
    }

    public bool? Flag(string name, string meaning) =>
        Find<LocatedFlag>(new FieldFacts(name, FieldKind.Flag, meaning, false), "true or false")?.Flag;

    public TimeSpan? Duration(string name, string meaning, TimeSpan least, TimeSpan most, bool required = false)
    {
        var value = Find<LocatedText>(
            new FieldFacts(name, FieldKind.Duration, meaning, required), $"a duration such as \"90s\", \"5m\" or \"1h30m\"{InQuotes(name, least, most)}");
        if (value is null)
        {
            return null;
        }

        if (Durations.Parse(value.Text) is { } span && span >= least && span <= most)
        {
            return span;
        }

        Refuse(name, value.Line, $"{At(name)} is \"{PrintableText.Of(value.Text)}\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", "
            + $"from {Durations.Say(least)} to {Durations.Say(most)}."
            + (Durations.Near(value.Text, least, most) is { } near ? $" Did you mean \"{near}\"?" : ""));
        return null;
    }

    /// <summary>", in quotes and with its unit: "60s"", for a bare number.</summary>
    string? InQuotes(string name, TimeSpan least, TimeSpan most) =>
        source.Find(name)?.Value is LocatedNumber { Number: { } number }
            && string.Create(CultureInfo.InvariantCulture, $"{number}") is var text && Durations.Near(text, least, most) is not null
            ? $", in quotes and with its unit: \"{text}s\"" : null;

    /// <summary>One of a few words, each with its value, such as an enum member.</summary>
    public T? OneOf<T>(string name, string meaning, IReadOnlyDictionary<string, T> words, bool required = false)
        where T : struct
    {
        var value = Find<LocatedText>(new FieldFacts(name, FieldKind.Word, meaning, required) { Words = [.. words.Keys] }, $"one of {List(words.Keys)}");
        if (value is null)
        {
            return null;
        }

        if (words.TryGetValue(value.Text, out var word))
        {
            return word;
        }

        Refuse(name, value.Line, $"{At(name)} is \"{PrintableText.Of(value.Text)}\"; it must be one of {List(words.Keys)}.{Spelling.DidYouMean(value.Text, words.Keys)}");
        return null;
    }

    /// <summary>An object read by <paramref name="read"/>; null if it is missing.</summary>
    public T? Object<T>(string name, string meaning, Func<Fields, T?> read, bool required = false)
        where T : class
    {
        var facts = new FieldFacts(name, FieldKind.Object, meaning, required) { Inner = Inner(read) };
        return Find<LocatedObject>(facts, "an object { … }") is { } inner ? read(new Fields(inner, At(name), mistakes)) : null;
    }

    /// <summary>
    /// A list of objects, each read by <paramref name="read"/>. Objects that cannot be read are left out and noted as mistakes.
    /// </summary>
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
            Refuse(name, list.Line, $"{At(name)} has {list.Items.Count} entries; it must have 1 to {most}.");
            return null;
        }

        var objects = new List<T>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not LocatedObject item)
            {
                Refuse(name, list.Items[i].Line, $"{At(name)}[{i}] must be an object {{ … }}.");
            }
            else if (read(new Fields(item, $"{At(name)}[{i}]", mistakes)) is { } good)
            {
                objects.Add(good);
            }
            else
            {
                refused.Add(name);
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

    /// <summary>Notes a mistake at a field, or at the object if the field is missing.</summary>
    public void Mistake(string name, string sentence) => Refuse(name, LineOf(name), $"{At(name)} {sentence}");

    /// <summary>Notes a warning at a field.</summary>
    public void Warn(string name, string sentence) => mistakes.Warn(LineOf(name), $"{At(name)} {sentence}");

    /// <summary>Notes a mistake about the object as a whole.</summary>
    public void Mistake(string sentence) => mistakes.Add(source.Line, path.Length == 0 ? sentence : $"{path} {sentence}");

    /// <summary>The line of a field, or of the object if the field is missing.</summary>
    public int LineOf(string name) => source.LineOf(name);

    /// <summary>Leaves these members to another reader of the same object.</summary>
    public void Leave(IEnumerable<string> names) => left.UnionWith(names);

    /// <summary>Refuses every member that no reader asks for.</summary>
    public void Done()
    {
        var names = asked.Select(field => field.Name).Concat(left).ToList();
        foreach (var member in source.Members.Where(member => !names.Contains(member.Name)))
        {
            mistakes.Add(member.Line, $"{At(PrintableText.Of(member.Name))} is not a known member here; known are {List(names)}.{Spelling.DidYouMean(member.Name, names)}");
        }
    }

    static IReadOnlyList<FieldFacts> Inner<T>(Func<Fields, T?> read)
    {
        var empty = Empty(new Mistakes(""));
        read(empty);
        return empty.Asked;
    }

    static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    void Refuse(string name, int line, string sentence)
    {
        refused.Add(name);
        mistakes.Add(line, sentence);
    }

    string? Checked(string name, int line, string text, int most, Func<string, string?>? wrong)
    {
        if (text.Length is 0 || text.Length > most)
        {
            Refuse(name, line, $"{At(name)} must have 1 to {most.ToString(CultureInfo.InvariantCulture)} characters.");
            return null;
        }

        // Texts appear in log lines and emails, where a second line could be a forged entry.
        if (!PrintableText.IsPlain(text))
        {
            Refuse(name, line, $"{At(name)} {OneLine}");
            return null;
        }

        if (wrong?.Invoke(text) is { } sentence)
        {
            Refuse(name, line, $"{At(name)} is \"{PrintableText.Of(text)}\"; {sentence}");
            return null;
        }

        return text;
    }

    T? Find<T>(FieldFacts facts, string shape)
        where T : Located
    {
        asked.Add(facts);
        return source.Find(facts.Name)?.Value switch
        {
            T value => value,
            null => facts.Required ? Missing<T>(facts.Name, shape) : null,
            var other => Wrong<T>(facts.Name, other, shape),
        };
    }

    T? Missing<T>(string name, string shape)
        where T : Located
    {
        var alike = source.Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));
        Refuse(name, alike?.Line ?? source.Line, alike is null ? $"{At(name)} is missing; it must be {shape}."
            : $"{At(name)} is missing; \"{PrintableText.Of(alike.Name)}\" must be written \"{name}\".");
        return null;
    }

    T? Wrong<T>(string name, Located found, string shape)
        where T : Located
    {
        Refuse(name, found.Line, $"{At(name)} must be {shape}.");
        return null;
    }
}
