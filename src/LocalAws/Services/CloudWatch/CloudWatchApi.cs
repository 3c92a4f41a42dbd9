using System.Text.Json.Nodes;
using System.Text.Json;
using LocalAws.Services.Route53;
using LocalAws.Services.Sns;
using LocalAws.Wire;

namespace LocalAws.Services.CloudWatch;

/// <summary>
/// CloudWatch's alarms: metric alarms are evaluated every minute, composite alarms when one of their alarms changes, and a change of
/// state is published to the alarm's topics. Answers RPC v2 with CBOR, awsJson 1.0 and awsQuery alike.
/// </summary>
public sealed class CloudWatchApi : Service
{
    const int MostNames = 100;

    readonly SnsApi sns;
    readonly HealthMetric health;
    readonly PutMetrics metrics;
    readonly SortedDictionary<string, Alarm> alarms = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, Func<string, JsonObject, JsonObject>> operations;

    public CloudWatchApi(World world, SnsApi sns, Func<string, HealthCheck?> healthChecks) : base(world, CloudWatchProfile.Profile)
    {
        this.sns = sns;
        health = new HealthMetric(world, healthChecks);
        metrics = new PutMetrics(world);
        operations = new SortedDictionary<string, Func<string, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["DescribeAlarms"] = Describe,
            ["PutMetricData"] = PutMetricData,
            ["SetAlarmState"] = SetAlarmState,
        };
    }

    public override IEnumerable<string> OperationNames => operations.Keys;

    /// <summary>Adds an alarm, which is evaluated from now on.</summary>
    public T Add<T>(T alarm) where T : Alarm
    {
        alarms.Add(alarm.Arn, alarm);
        if (alarm is MetricAlarm watch)
        {
            World.Every(World.DrawSeconds($"evaluation {alarm.Arn}", 1, 60), TimeSpan.FromMinutes(1), () => Evaluate(watch));
        }
        else if (alarm is CompositeAlarm composite)
        {
            World.After(TimeSpan.FromSeconds(1), () => Evaluate(composite, []));
        }

        return alarm;
    }

    /// <summary>Deletes an alarm, as a person would by hand.</summary>
    public void Remove(string region, string name) => alarms.Remove(Find(region, name)?.Arn ?? "");

    public Alarm? Find(string region, string name) => alarms.GetValueOrDefault($"arn:aws:cloudwatch:{region}:{World.Account}:alarm:{name}");

    /// <summary>Puts a figure as AWS's own services do, such as the one that finds metrics in logs.</summary>
    public void Put(string region, JsonObject request) => metrics.Put(region, request);

    /// <summary>
    /// Sets a state as SetAlarmState does: actions follow, and at its next evaluation an alarm on a metric returns to the metric's state.
    /// </summary>
    public void SetState(string region, string name, string value, string reason, string? data = null)
    {
        var alarm = Find(region, name) ?? throw new AwsErrorException("ResourceNotFound", $"Alarm {name} does not exist.", 404);
        var since = value == alarm.State.Value ? alarm.State.TransitionedAt : World.Now;
        Enter(alarm, new AlarmState(value, reason, data, World.Now, since), []);
    }

    /// <summary>
    /// What an alarm's data says, as a health check on it reads it: OK, ALARM, or null where there is too little. SetAlarmState moves the
    /// alarm and not the data. No health check can be on a composite alarm.
    /// </summary>
    public string? DataState(string region, string name) => Find(region, name) is not MetricAlarm alarm || !World.IsLit(region) ? null
        : alarm.HealthCheckId is null ? metrics.ByData(alarm) : health.ByData(alarm);

    /// <summary>Furnishes an alarm with a figure of some minutes ago, and with the state that follows from it.</summary>
    public void Furnish(MetricAlarm alarm, double value)
    {
        metrics.Furnish(alarm, value);
        Evaluate(alarm);
    }

    public override WireResponse Answer(Call call)
    {
        try
        {
            var name = call.Request.Operation;
            return operations.TryGetValue(name, out var operation)
                ? AlarmWire.Write(call.Request, operation(call.Region, AlarmWire.Read(call.Request)), World.NewUuid)
                : throw new AwsErrorException("InvalidAction", $"LocalAws does not have the CloudWatch operation {name}.");
        }
        catch (AwsErrorException e)
        {
            return Refuse(call, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse(call, new AwsErrorException("SerializationException", e.Message));
        }
    }

    public override WireResponse Refuse(AwsErrorException error) => AlarmXml.Error(error, World.NewUuid());

    public override WireResponse Refuse(Call call, AwsErrorException error) => AlarmWire.Refuse(call.Request, error) ?? Refuse(error);

    public override string Summary(WireRequest request) => request.IsCbor || AlarmWire.IsJson(request)
        ? AlarmWire.Read(request).ToJsonString()
        : string.Join(' ', Form.Parse(request.Text).Where(pair => pair.Key is not ("Action" or "Version"))
            .Select(pair => $"{pair.Key}={pair.Value}"));

    JsonObject Describe(string region, JsonObject request)
    {
        var names = Texts(request, "AlarmNames");
        var types = Texts(request, "AlarmTypes");
        var prefix = Text(request, "AlarmNamePrefix");
        if (names.Length > MostNames)
        {
            throw new AwsErrorException("ValidationError",
                $"1 validation error detected: Value at 'alarmNames' failed to satisfy constraint: " +
                $"Member must have length less than or equal to {MostNames}");
        }

        if (names.Length > 0 && prefix is not null)
        {
            throw new AwsErrorException("InvalidParameterCombination", "AlarmNames and AlarmNamePrefix cannot be used together.");
        }

        // DescribeAlarms answers with composite alarms only if the caller asks for that type.
        var found = alarms.Values.Where(alarm => alarm.Region == region
            && (alarm is CompositeAlarm ? types.Contains("CompositeAlarm") : types.Length == 0 || types.Contains("MetricAlarm"))
            && (names.Length == 0 || names.Contains(alarm.Name))
            && alarm.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)
            && (Text(request, "StateValue") is not { } state || alarm.State.Value == state)
            && (Text(request, "ActionPrefix") is not { } action || HasAction(alarm, action))).ToArray();
        var from = Text(request, "NextToken") is not { } token ? 0
            : int.TryParse(token, out var parsed) ? parsed
            : throw new AwsErrorException("InvalidNextToken", "The next token is not valid.");
        var most = Number(request, "MaxRecords", 50);
        var page = found.Skip(from).Take(most).ToArray();
        var answer = new JsonObject
        {
            ["MetricAlarms"] = new JsonArray([.. page.OfType<MetricAlarm>().Select(AlarmJson.Of)]),
            ["CompositeAlarms"] = new JsonArray([.. page.OfType<CompositeAlarm>().Select(alarm => AlarmJson.Of(alarm, SuppressedBy(alarm)))]),
        };
        if (from + most < found.Length)
        {
            answer["NextToken"] = $"{from + most}";
        }

        return answer;
    }

    static bool HasAction(Alarm alarm, string prefix) => alarm.OkActions.Concat(alarm.AlarmActions).Concat(alarm.InsufficientDataActions)
        .Any(action => action.StartsWith(prefix, StringComparison.Ordinal));

    JsonObject SetAlarmState(string region, JsonObject request)
    {
        var value = Text(request, "StateValue");
        if (value is not ("OK" or "ALARM" or "INSUFFICIENT_DATA"))
        {
            throw new AwsErrorException("ValidationError",
                $"1 validation error detected: Value '{value}' at 'stateValue' failed to satisfy constraint: " +
                "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]");
        }

        SetState(region, Text(request, "AlarmName") ?? "", value, Text(request, "StateReason") ?? "", Text(request, "StateReasonData"));
        return [];
    }

    JsonObject PutMetricData(string region, JsonObject request)
    {
        metrics.Put(region, request);
        return [];
    }

    void Evaluate(MetricAlarm alarm)
    {
        if (World.IsLit(alarm.Region) && (alarm.HealthCheckId is null ? metrics.Evaluate(alarm) : health.Evaluate(alarm)) is { } state)
        {
            Enter(alarm, state, []);
        }
    }

    void Evaluate(CompositeAlarm alarm, IReadOnlyList<Alarm> moved)
    {
        if (!World.IsLit(alarm.Region))
        {
            return;
        }

        var value = alarm.Rule.Holds(name => Find(alarm.Region, name)?.State.Value) ? "ALARM" : "OK";
        if (value != alarm.State.Value)
        {
            var cause = moved.Count > 0 ? moved[0] : null;
            var reason = cause is null
                ? $"{alarm.Arn} was created and its alarm rule evaluates to {value}"
                : $"{cause.Arn} transitioned to {cause.State.Value} at {cause.State.UpdatedAt.UtcDateTime:dddd dd MMMM, yyyy HH:mm:ss} UTC";
            Enter(alarm, new AlarmState(value, reason, null, World.Now, World.Now), moved);
        }
    }

    void Enter(Alarm alarm, AlarmState state, IReadOnlyList<Alarm> children)
    {
        var old = alarm.State.Value;
        alarm.State = state;
        if (old == state.Value)
        {
            return;
        }

        var suppressedBy = alarm is CompositeAlarm composite ? SuppressedBy(composite) : null;
        if (suppressedBy is null)
        {
            Act(alarm, old, children);
        }
        else if (suppressedBy == "WaitPeriod")
        {
            World.After(((CompositeAlarm)alarm).WaitPeriod, () =>
            {
                if (alarm.State == state && SuppressedBy((CompositeAlarm)alarm) is null)
                {
                    Act(alarm, old, children);
                }
            });
        }

        foreach (var parent in alarms.Values.OfType<CompositeAlarm>()
            .Where(one => one.Region == alarm.Region && one.Rule.Children.Contains(alarm.Name)))
        {
            World.After(World.DrawSeconds($"composite {parent.Arn} {World.Now.Ticks}", 1, 5), () => Evaluate(parent, [alarm]));
        }
    }

    string? SuppressedBy(CompositeAlarm alarm) =>
        alarm.SuppressedBy(alarm.ActionsSuppressor is { } name ? Find(alarm.Region, name) : null, World.Now);

    void Act(Alarm alarm, string old, IReadOnlyList<Alarm> children)
    {
        foreach (var topic in alarm.ActionsEnabled ? alarm.ActionsFor(alarm.State.Value) : [])
        {
            if (topic.Split(':') is [_, _, "sns", var region, ..] && region == alarm.Region)
            {
                sns.Send(topic, AlarmNotification.Subject(alarm), AlarmNotification.Body(alarm, old, children));
            }
        }
    }

    static string? Text(JsonObject request, string name) => request[name]?.ToString();

    static string[] Texts(JsonObject request, string name) =>
        [.. (request[name] as JsonArray ?? []).Select(value => value?.ToString() ?? "")];

    static int Number(JsonObject request, string name, int otherwise) =>
        Text(request, name) is not { } text ? otherwise
        : int.TryParse(text, out var number) && number is > 0 and <= 100 ? number
        : throw new AwsErrorException("ValidationError", $"1 validation error detected: Value at '{name}' is not between 1 and 100");
}
