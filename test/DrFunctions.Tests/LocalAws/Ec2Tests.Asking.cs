using System.Text;
using System.Xml.Linq;
using LocalAws.Wire;

namespace DrFunctions.Tests.LocalAws;

// How the tests ask, and how they let time pass.
public sealed partial class Ec2Tests
{
    string Check(string id)
    {
        Advance(2);
        return Values(Ask($"Action=DescribeInstanceStatus&InstanceId.1={id}").Answer, "instanceStatus", "status").Single();
    }

    XElement Describe(string more = "") => Ask("Action=DescribeInstances" + more).Answer;

    void Refused(string body, string code, string message, int status = 400)
    {
        var (was, answer) = Ask(body);
        Assert.Equal(status, was);
        Assert.Equal((code, message), (Values(answer, "Code").Single(), Values(answer, "Message").Single()));
    }

    (int Status, XElement Answer) Ask(string body)
    {
        var request = new WireRequest("POST", $"ec2.{Tokyo}.amazonaws.com", "/", "", new Dictionary<string, string>(),
            Encoding.UTF8.GetBytes(body + "&Version=2016-11-15"));
        var response = ec2.Answer(new Call(request, Tokyo));
        return (response.Status, XElement.Parse(response.Text));
    }

    /// <summary>The values at the end of a path of element names, wherever in the answer it begins.</summary>
    static string[] Values(XElement answer, params string[] path) =>
        [.. path.Skip(1).Aggregate(
            answer.Descendants().Where(one => one.Name.LocalName == path[0]),
            (found, name) => found.Elements().Where(one => one.Name.LocalName == name)).Select(one => one.Value)];

    void Advance(double seconds)
    {
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        clock.FireNext();
    }

    TimeSpan Until(Func<bool> reached)
    {
        var from = clock.GetUtcNow();
        while (!reached())
        {
            Assert.True(clock.GetUtcNow() - from < TimeSpan.FromMinutes(15), "It did not happen within a quarter of an hour.");
            Advance(1);
        }

        return clock.GetUtcNow() - from;
    }
}
