using System.Text.Json.Nodes;
using DrFunctions.Simulation.Bench;
using LocalAws.Services.CloudWatch;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>Faults of messages on their way to the functions, and messages that should never have been sent.</summary>
sealed class MessageFaults(LocalCloud cloud, LambdaPlatform lambda, Dice dice, Tally tally, DateTimeOffset to)
{
    readonly double often = dice.OneOf(0.1, 0.5, 1);

    public void Install(string alarmFunction, IReadOnlyList<Alarm> alarms)
    {
        var deliver = cloud.Sns.ToLambda!;
        var others = cloud.Sns.Copies;
        cloud.Sns.Copies = (message, subscriber) => subscriber.IsFunction && Hit() ? Copies() : others?.Invoke(message, subscriber) ?? 1;
        cloud.Sns.ToLambda = delivery =>
        {
            if (!Hit())
            {
                deliver(delivery);
                return;
            }

            var (name, delay) = dice.Chance(0.5) ? ("message late by minutes", dice.Seconds(60, 900)) : ("message overtaken by a later one", dice.Seconds(1, 40));
            tally.Add(name);
            cloud.World.After(delay, () => deliver(delivery));
        };
        foreach (var forge in new[] { Forged, Malformed, Huge }.Where(_ => dice.Chance(0.3)))
        {
            cloud.World.After(dice.Seconds(5, 300), () => lambda.Invoke(alarmFunction, Event(forge(alarms))));
        }
    }

    bool Hit() => cloud.World.Now < to && dice.Chance(often);

    int Copies()
    {
        var copies = dice.OneOf(0, 0, 2, 3);
        tally.Add(copies == 0 ? "message lost" : "message duplicated");
        return copies;
    }

    /// <summary>The message names a real alarm and says ALARM, whatever the alarm's state is.</summary>
    string Forged(IReadOnlyList<Alarm> alarms)
    {
        tally.Add("message forged");
        return AlarmOf(alarms);
    }

    static string AlarmOf(IReadOnlyList<Alarm> alarms) => new JsonObject
    {
        ["AlarmName"] = alarms.Count > 0 ? alarms[0].Name : "an-alarm-of-somebody-else",
        ["AlarmArn"] = alarms.Count > 0 ? alarms[0].Arn : $"arn:aws:cloudwatch:us-east-1:{World.Account}:alarm:an-alarm-of-somebody-else",
        ["NewStateValue"] = "ALARM",
    }.ToJsonString();

    string Malformed(IReadOnlyList<Alarm> alarms)
    {
        tally.Add("message malformed");
        return dice.OneOf("", "{", "null", "[1]", "{\"AlarmName\":7}", "not JSON", $"{new string('[', 500)}{new string(']', 500)}", AlarmOf(alarms)[..20]);
    }

    string Huge(IReadOnlyList<Alarm> alarms)
    {
        tally.Add("message huge");
        return $"{{\"AlarmName\":\"{new string('x', dice.Between(200, 400) * 1024)}\"}}";
    }

    static string Event(string message) => new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject { ["EventSource"] = "aws:sns", ["Sns"] = new JsonObject { ["Type"] = "Notification", ["Message"] = message } }),
    }.ToJsonString();
}
