using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

public class LocatedJsonTests
{
    static (Located? Root, IReadOnlyList<Mistake> Mistakes) Read(string text)
    {
        var mistakes = new Mistakes("plan.json");
        return (LocatedJson.Read(text, mistakes), mistakes.All);
    }

    [Fact]
    public void Every_value_knows_its_line_past_comments_and_line_ends_of_two_kinds()
    {
        var (root, mistakes) = Read("// one\n{\r\n  \"a\": /* x\n y */ 1,\n\n  \"b\": [\n    true,\n    null,\n    \"t\\n\",\n  ],\n}\n");
        Assert.Empty(mistakes);
        var top = Assert.IsType<LocatedObject>(root);
        Assert.Equal((2, 3, 4), (top.Line, top.Find("a")!.Line, top.Find("a")!.Value.Line));
        var list = Assert.IsType<LocatedArray>(top.Find("b")!.Value);
        Assert.Equal(6, list.Line);
        Assert.Equal([7, 8, 9], list.Items.Select(item => item.Line));
        Assert.Equal(["LocatedFlag", "LocatedNull", "LocatedText"], list.Items.Select(item => item.GetType().Name));
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake() => Assert.IsType<LocatedObject>(Read("\uFEFF{}").Root);

    [Fact]
    public void Duplicates_are_told_each_and_the_first_is_kept()
    {
        var (root, mistakes) = Read("{\n  \"a\": 1,\n  \"a\": 2,\n  \"b\": { \"c\": 1, \"c\": 2 }\n}");
        Assert.Equal(
            ["plan.json(3): \"a\" stands twice in the same object; keep one of them.", "plan.json(4): \"c\" stands twice in the same object; keep one of them."],
            mistakes.Select(mistake => mistake.ToString()));
        Assert.Equal(1, ((LocatedNumber)((LocatedObject)root!).Find("a")!.Value).Number);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("// nothing here", 1)]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", 3)]
    [InlineData("{\n  \"a\": 1\n", 3)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{ \"a\": \"\\ud800\" }", 1)]
    [InlineData("{ \"\\ud800\": 1 }", 1)]
    [InlineData("name: shop", 1)]
    public void What_is_not_JSON_is_one_mistake_with_its_line(string text, int line)
    {
        var (root, mistakes) = Read(text);
        Assert.Null(root);
        var mistake = Assert.Single(mistakes);
        Assert.Equal(line, mistake.Line);
        Assert.StartsWith("this is not JSON", mistake.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", mistake.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_refused()
    {
        Assert.Empty(Read($"{new string('[', 16)}{new string(']', 16)}").Mistakes);
        var mistake = Assert.Single(Read($"{new string('[', 17)}{new string(']', 17)}").Mistakes);
        Assert.Contains("depth of 16", mistake.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_256_KiB_is_refused_whatever_its_letters_weigh()
    {
        var (root, mistakes) = Read($"\"{new string('é', 131_072)}\"");
        Assert.Null(root);
        Assert.Equal("the file is larger than 256 KiB; a plan of that size cannot be read by a person, so split it.", Assert.Single(mistakes).Sentence);
        Assert.Empty(Read($"\"{new string('é', 131_000)}\"").Mistakes);
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1e999", null)]
    public void A_number_beyond_a_double_is_no_number(string text, double? number) =>
        Assert.Equal(number, Assert.IsType<LocatedNumber>(Read(text).Root).Number);

    [Fact]
    public void Written_back_it_is_compact_and_the_same_again()
    {
        const string Text = """{"a":[1,true,null,"x"],"b":{"c":2.5}}""";
        Assert.Equal(Text, CompactJson.Write(Read("{ // a\n \"a\": [1, true, null, \"x\",],\n \"b\": { \"c\": 2.50 } }").Root!));
        Assert.Equal(Text, CompactJson.Write(Read(Text).Root!));
    }
}
