using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

public class FieldsTests
{
    static readonly Dictionary<string, DayOfWeek> Days = new() { ["monday"] = DayOfWeek.Monday, ["friday"] = DayOfWeek.Friday };

    readonly Mistakes mistakes = new("f");

    Fields Of(string json) => new((LocatedObject)LocatedJson.Read(json, mistakes)!, "here", mistakes);

    IEnumerable<string> Said => mistakes.All.Select(mistake => $"{mistake.Line}: {mistake.Sentence}");

    [Fact]
    public void What_is_not_there_is_null_and_no_mistake()
    {
        var fields = Of("{}");
        Assert.Null(fields.Text("a", ""));
        Assert.Null(fields.Texts("a", ""));
        Assert.Null(fields.Map("a", ""));
        Assert.Null(fields.Number("a", "", 1, 2));
        Assert.Null(fields.Flag("a", ""));
        Assert.Null(fields.Duration("a", "", TimeSpan.Zero, TimeSpan.MaxValue));
        Assert.Null(fields.OneOf("a", "", Days));
        Assert.Null(fields.NumberOrText("a", "", required: false, "a number"));
        Assert.Null(fields.Object("a", "", inner => inner));
        Assert.Null(fields.Objects("a", "", 3, inner => inner));
        fields.Done();
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData("{\n \"a\": 3 }", "2: here.a must be a text in quotes.")]
    [InlineData("{\n \"a\": \"\" }", "2: here.a must have 1 to 5 characters.")]
    [InlineData("{\n \"a\":\n \"123456\" }", "3: here.a must have 1 to 5 characters.")]
    [InlineData("{\n \"a\": \"bad\" }", "2: here.a is \"bad\"; it is bad.")]
    [InlineData("\n{}", "2: here.a is missing; it must be a text in quotes.")]
    [InlineData("{ \"a\": null }", "1: here.a must be a text in quotes.")]
    public void A_wrong_text_is_told(string json, string said)
    {
        Assert.Null(Of(json).Text("a", "", required: true, most: 5, wrong: text => text == "bad" ? "it is bad." : null));
        Assert.Equal(said, Assert.Single(Said));
    }

    [Fact]
    public void Each_wrong_entry_of_a_list_is_told_and_the_good_ones_stay()
    {
        Assert.Equal(["x", "y"], Of("{ \"a\": [\n\"x\",\n\"x\",\n3,\n\"\",\n\"y\"] }").Texts("a", "")!);
        Assert.Equal(
            ["3: here.a names \"x\" twice; keep one of them.", "4: here.a holds something that is not a text in quotes.", "5: here.a must have 1 to 1024 characters."],
            Said);
    }

    [Fact]
    public void A_list_or_map_that_is_too_long_is_told()
    {
        var fields = Of("""{ "a": ["1", "2", "3"], "b": {}, "c": { "x": "1", "y": 2 } }""");
        Assert.Null(fields.Texts("a", "", most: 2));
        fields.Map("b", "");
        fields.Map("c", "", most: 1);
        Assert.Equal(
            [
                "1: here.a has 3 entries; at most 2 are allowed.",
                "1: here.b must have 1 to 10 entries.",
                "1: here.c must have 1 to 1 entries.",
                "1: here.c.y must be a text in quotes.",
            ],
            Said);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("2.5")]
    [InlineData("1e999")]
    [InlineData("\"3\"")]
    public void A_number_outside_its_bounds_or_with_a_fraction_is_told(string number)
    {
        Assert.Null(Of($"{{ \"a\": {number} }}").Number("a", "", 1, 5));
        Assert.Equal("1: here.a must be a whole number from 1 to 5.", Assert.Single(Said));
    }

    [Theory]
    [InlineData("\"5\"", "1: here.a is \"5\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 10 s to 1 h.")]
    [InlineData("\"9s\"", "1: here.a is \"9s\"; it must be a duration such as \"90s\", \"5m\" or \"1h30m\", from 10 s to 1 h.")]
    [InlineData("5", "1: here.a must be a duration such as \"90s\", \"5m\" or \"1h30m\".")]
    public void A_wrong_duration_is_told(string value, string said)
    {
        Assert.Null(Of($"{{ \"a\": {value} }}").Duration("a", "", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)));
        Assert.Equal(said, Assert.Single(Said));
    }

    [Fact]
    public void A_word_that_is_none_of_them_is_told_with_the_nearest()
    {
        Assert.Null(Of("""{ "a": "Monday" }""").OneOf("a", "", Days));
        Assert.Equal("1: here.a is \"Monday\"; it must be one of \"monday\", \"friday\". Did you mean \"monday\"?", Assert.Single(Said));
    }

    [Fact]
    public void An_unknown_member_is_refused_but_not_one_that_is_left_to_others()
    {
        var fields = Of("{ \"limit\": 1,\n \"timeot\": 2,\n \"id\": 3 }");
        fields.Number("timeout", "", 1, 2);
        fields.Leave(["id", "limit"]);
        fields.Done();
        Assert.Equal("2: here.timeot is not a known member here; known are \"timeout\", \"id\", \"limit\". Did you mean \"timeout\"?", Assert.Single(Said));
    }

    [Fact]
    public void A_list_of_objects_tells_of_each_entry_by_its_place()
    {
        var read = Of("""{ "a": [ { "n": "x" }, 3, { } ] }""").Objects("a", "", 3, inner => inner.Text("n", "", required: true));
        Assert.Equal(["x"], read!);
        Assert.Equal(["1: here.a[1] must be an object { … }.", "1: here.a[2].n is missing; it must be a text in quotes."], Said);
    }

    [Theory]
    [InlineData("[]", "1: here.a has 0 entries; it must have 1 to 1.")]
    [InlineData("[{}, {}]", "1: here.a has 2 entries; it must have 1 to 1.")]
    [InlineData("{}", "1: here.a must be a list of objects [ { … } ].")]
    public void A_list_of_objects_has_at_least_one_and_not_too_many(string value, string said)
    {
        Assert.Null(Of($"{{ \"a\": {value} }}").Objects("a", "", 1, inner => inner));
        Assert.Equal(said, Assert.Single(Said));
    }

    [Fact]
    public void What_is_asked_for_is_known_without_anything_to_read()
    {
        var fields = Fields.Empty(new Mistakes(""));
        fields.Objects("a", "outer", 3, inner => inner.Text("n", "inner", required: true, most: 9));
        var outer = Assert.Single(fields.Asked);
        Assert.Equal(("a", FieldKind.Objects, 3, false), (outer.Name, outer.Kind, outer.Most, outer.Required));
        var inner = Assert.Single(outer.Inner);
        Assert.Equal(("n", FieldKind.Text, 9, true), (inner.Name, inner.Kind, inner.Most, inner.Required));
    }
}
