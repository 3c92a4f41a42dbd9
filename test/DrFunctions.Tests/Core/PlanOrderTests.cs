using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

public class PlanOrderTests
{
    static readonly Plan Plan = TestPlans.Good(TestPlans.Text("""
        [
          { "id": "last", "kind": "start", "after": ["left", "right"] },
          { "id": "left", "kind": "start", "after": ["first"] },
          { "id": "right", "kind": "start", "after": ["first"] },
          { "id": "first", "kind": "start" },
          { "id": "alone", "kind": "start" }
        ]
        """));

    [Theory]
    [InlineData("last", "left right first")]
    [InlineData("left", "first")]
    [InlineData("first", "")]
    [InlineData("alone", "")]
    public void Before_a_step_are_all_that_it_waits_for_in_the_order_of_the_file(string id, string before) =>
        Assert.Equal(before, string.Join(' ', Plan.Before(Plan.Step(id)).Select(step => step.Id)));
}
