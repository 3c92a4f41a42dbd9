namespace DrFunctions.Tests.Fuzzing;

/// <summary>Spoils a well-formed text: mostly one member or value of it, so that readers get as far as they can.</summary>
static class Mutation
{
    /// <param name="most">How large a single hostile value may become, in bytes.</param>
    public static byte[] Of(IReadOnlyList<JsonSpans> corpus, Random random, int most)
    {
        var spans = corpus[random.Next(corpus.Count)];
        var text = Structure(spans, random, most);
        for (var more = random.Next(8) == 0 ? random.Next(1, 4) : random.Next(10) == 0 ? 1 : 0; more > 0; more--)
        {
            text = Bytes(text, random);
        }

        return text;
    }

    /// <summary>One value replaced by as much as may be of what costs a reader most.</summary>
    public static byte[] Large(IReadOnlyList<JsonSpans> corpus, Random random, int most)
    {
        var spans = corpus[random.Next(corpus.Count)];
        var where = spans.Values[random.Next(spans.Values.Count)];
        return [.. spans.Text[..where.Start.Value], .. Utf8(HostileValues.Large(random, most)), .. spans.Text[where.End.Value..]];
    }

    static byte[] Structure(JsonSpans spans, Random random, int most)
    {
        // Several at once, so that one mistake does not hide what another would do; from the end, so that spans keep their places.
        var changes = Enumerable.Range(0, random.Next(5) == 0 ? random.Next(2, 6) : 1).Select(_ => Change(spans, random, most))
            .OrderByDescending(change => change.Where.Start.Value).ToList();
        var (text, before) = (spans.Text, spans.Text.Length);
        foreach (var (where, with) in changes.Where(change => change.Where.End.Value <= spans.Text.Length))
        {
            if (where.End.Value <= before)
            {
                (text, before) = ([.. text[..where.Start.Value], .. with, .. text[where.End.Value..]], where.Start.Value);
            }
        }

        return text;
    }

    static (Range Where, byte[] With) Change(JsonSpans spans, Random random, int most)
    {
        var value = spans.Values[random.Next(spans.Values.Count)];
        var (name, its) = spans.Members[random.Next(spans.Members.Count)];
        Range member = name.Start..its.End;
        switch (random.Next(9))
        {
            case 0:
                return (name, Utf8(HostileValues.Name(random)));
            case 1:
                return (member,
                    [.. spans.Text[member], (byte)',', .. spans.Text[name], (byte)':', .. Utf8(HostileValues.Value(random, most))]);
            case 2:
                return (member, Utf8($"{HostileValues.Name(random)}:{HostileValues.Value(random, most)}"));
            case 3:
                return (value, spans.Text[spans.Values[random.Next(spans.Values.Count)]]);
            case 4:
                return (value, [.. spans.Text[value], (byte)',', .. spans.Text[value]]);
            case 5:
                return (member, [.. spans.Text[member], (byte)',', .. Utf8($"{HostileValues.Name(random)}:{HostileValues.Value(random, most)}")]);
            default:
                return (random.Next(3) == 0 ? value : its, Utf8(HostileValues.Value(random, most)));
        }
    }

    static byte[] Bytes(byte[] text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + random.Next(1, 40));
        switch (random.Next(6))
        {
            case 0:
                return text[..at];
            case 1:
                return [.. text[..at], .. HostileValues.Byte(random), .. text[at..]];
            case 2:
                return [.. text[..at], .. text[end..]];
            case 3:
                return [.. text[..end], .. text[at..end], .. text[end..]];
            case 4:
                return [.. HostileValues.Byte(random), .. text];
            default:
                byte[] flipped = [.. text];
                if (at < flipped.Length)
                {
                    flipped[at] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
        }
    }

    static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
