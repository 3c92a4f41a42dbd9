using System.Net;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Steps;

/// <summary>The probe of the standby's front door.</summary>
public class HttpCheckTests
{
    static async Task<StepObservation> Look(FrontDoor door, string settings)
    {
        var plan = Kinds.Plan($$"""{ "id": "check", "kind": "http-check", "url": "https://tokyo.example.com/h?x=1"{{settings}} }""");
        var step = plan.Step("check");
        var readings = await Kinds.Of(door).Of(step).ObserveAsync([new StepAt(plan, step, new StepRecord(), "R1")], CancellationToken.None);
        return readings["check"];
    }

    [Fact]
    public async Task Good_answers_in_a_row_are_done()
    {
        var door = new FrontDoor((HttpStatusCode.OK, "all is ok"), (HttpStatusCode.OK, "ok"));
        var reading = await Look(door, """, "times": 2, "contains": "ok" """);
        Assert.Equal((StepState.Done, "https://tokyo.example.com/h?x=1 answered well 2 times in a row"), (reading.State, reading.Because));
        Assert.Equal(["https://tokyo.example.com/h?x=1", "https://tokyo.example.com/h?x=1"], door.Asked);
    }

    [Fact]
    public async Task One_bad_answer_among_them_is_still_working()
    {
        var reading = await Look(new FrontDoor((HttpStatusCode.OK, ""), (HttpStatusCode.ServiceUnavailable, "")), """, "times": 3 """);
        Assert.Equal((StepState.Working, "https://tokyo.example.com/h?x=1 answers 503, not 200"), (reading.State, reading.Because));
    }

    [Fact]
    public async Task A_good_status_without_the_text_is_not_good() => Assert.Equal(
        "https://tokyo.example.com/h?x=1 answers 204, but without \"ok\"",
        (await Look(new FrontDoor((HttpStatusCode.NoContent, "")), """, "status": 204, "contains": "ok" """)).Because);

    [Fact]
    public async Task A_redirect_is_an_answer_like_any_other() => Assert.Equal(
        "https://tokyo.example.com/h?x=1 answers 302, not 200", (await Look(new FrontDoor((HttpStatusCode.Found, "")), "")).Because);

    [Fact]
    public async Task No_answer_is_said()
    {
        var reading = await Look(new FrontDoor(), "");
        Assert.Equal((StepState.Working, "https://tokyo.example.com/h?x=1 gives no answer (connection refused)"), (reading.State, reading.Because));
    }

    [Fact]
    public async Task A_front_door_that_hangs_is_left_after_its_timeout()
    {
        var reading = await Look(new FrontDoor { Hangs = true }, """, "timeout": "1s" """);
        Assert.Equal((StepState.Working, "https://tokyo.example.com/h?x=1 gives no answer within 1 s"), (reading.State, reading.Because));
    }

    /// <summary>Gives the test's answers in order, and then none.</summary>
    sealed class FrontDoor(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public bool Hangs { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            Asked.Add(request.RequestUri!.ToString());
            return Asked.Count <= answers.Length
                ? new HttpResponseMessage(answers[Asked.Count - 1].Status) { Content = new StringContent(answers[Asked.Count - 1].Body) }
                : throw new HttpRequestException("connection refused");
        }
    }
}
