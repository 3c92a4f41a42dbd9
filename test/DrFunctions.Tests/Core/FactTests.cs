using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Every type of fact, filled with values: it can be written, read and said.</summary>
public sealed class FactTests
{
    static readonly Type[] Types = [.. typeof(Fact).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Fact))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_comes_back_as_it_was_written(string type)
    {
        var json = FactJson.Write([Filled(type)]);

        Assert.Equal(json, FactJson.Write(FactJson.Read(json)!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_makes_a_sentence(string type)
    {
        var sentence = Sentences.Of(Filled(type));

        Assert.True(sentence.Length > 0 && sentence[^1] != '.' && !sentence.Contains("DrFunctions", StringComparison.Ordinal), sentence);
    }

    /// <summary>Every text of these facts is "x", and every fact in them begins with "ann": neither is written with a capital.</summary>
    [Trait("about", "text")]
    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_at_the_beginning_of_its_sentence_stays_as_it_is(string type)
    {
        var line = Sentences.Line(Filled(type));

        Assert.True(Filled(type) is Quoted || (line[0] != 'X' && !line.StartsWith("Ann", StringComparison.Ordinal)), line);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_line_begins_with_a_capital_letter_or_a_name()
    {
        Assert.Equal("root@vm knows (so), so no more reminders follow.", Sentences.Line(new Acknowledged("root@vm", "so")));
        Assert.Equal("Refused: nothing waits for an approval.", Sentences.Line(new RequestRefused(new CommandUnfit(Unfit.NothingToApprove))));
    }

    /// <summary>A name that changes makes the records and histories that are out there unreadable.</summary>
    [Fact]
    public void Its_name_in_the_table_stays_for_good() => Files.AssertReviewed(
        "Core/fact-names.txt", string.Concat(Types.Select(type => $"{Filled(type.Name).Name} {type.Name}\n")));

    [Theory]
    [InlineData("""[{ "by": "ann", "fact": "rejected", "reason": "r" }]""")]
    [InlineData("""[{ "fact": "rejected", "by": "ann" }]""")]
    [InlineData("""[{ "fact": "rejected", "by": "ann", "reason": null }]""")]
    [InlineData("""[{ "fact": "several", "facts": [null] }]""")]
    [InlineData("""[{ "fact": "of-tomorrow" }]""")]
    [InlineData("""[7]""")]
    [InlineData("""{}""")]
    [InlineData("""[""")]
    public void What_is_no_whole_fact_of_this_version_is_not_read(string json) => Assert.Null(FactJson.Read(json));

    static Fact Filled(string type) => (Fact)Value(Types.Single(one => one.Name == type));

    static object Value(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(int) ? 2
        : type == typeof(bool) ? true
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(3)
        : type == typeof(DateTimeOffset) ? Walk.Begin
        : type == typeof(JsonElement) ? JsonSerializer.SerializeToElement(new[] { 1 })
        : type == typeof(Fact) ? new Rejected("ann", "r")
        : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!
        : Nullable.GetUnderlyingType(type) is { } inner ? Value(inner)
        : type.IsGenericType ? List(type.GetGenericArguments()[0])
        : Record(type);

    static Array List(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Value(item), 0);
        return list;
    }

    static object Record(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }
}
