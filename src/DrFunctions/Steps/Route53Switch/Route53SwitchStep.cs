using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>
/// Sends users to the standby by Route 53: via records by editing them, via health by the alarm that the health check of the
/// primary's record follows.
/// </summary>
public sealed class Route53SwitchStep(AwsClients aws, Calls calls, TimeProvider time) : UndoableKind<Route53SwitchSettings>, INamedKind
{
    /// <summary>Where Route 53 takes edits of all records.</summary>
    const string EditedIn = "us-east-1";

    readonly Route53Records records = new(aws, calls, time);
    readonly Route53Health health = new(aws, calls, time);

    public override string Name => "route53-switch";

    protected override StepRole Role => StepRole.Traffic;

    protected override bool IsIdempotent => true;

    protected override TimeSpan Limit { get; } = TimeSpan.FromMinutes(3);

    public override Grant Grant { get; } = new("Route53Switch",
    [
        "route53:ListResourceRecordSets", "route53:ChangeResourceRecordSets", "route53:GetChange",
        "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricData",
    ]);

    protected override Route53SwitchSettings? Read(Fields fields) => Route53SwitchSettings.Read(fields);

    protected override void Check(Plan plan, Step step, Route53SwitchSettings settings, Fields fields)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var probe in plan.Trigger.Signals.OfType<ProbeSignal>().Where(signal => settings.Names(signal.Probe.Url)))
        {
            fields.Mistake("name", $"is also the host of the signal {probe.Probe.Url}: after the switch that signal would measure the standby. "
                + "Let signals name the Region's own front door.");
        }

        foreach (var check in plan.Before(step).Where(before => before.Traits.Role == StepRole.Verification))
        {
            if (check.Settings is IFrontDoorCheck { Probe: var probe } && settings.Names(probe.Target))
            {
                fields.Mistake("name", $"is also the host that \"{check.Id}\" checks: before the switch that checks the primary. "
                    + "Let its \"connectTo\" name the standby's own front door.");
            }
        }

        WarnOfUnprovedName(plan, step, settings, fields);

        if (settings is RecordsSwitch)
        {
            fields.Warn("via", plan.Primary == EditedIn
                ? $"is \"records\", which are edited in {EditedIn}: this plan cannot recover from an outage of its primary Region. Switch via \"health\"."
                : $"is \"records\": Route 53 cannot be edited while {EditedIn} is down.");
        }
    }

    /// <summary>
    /// A front door that answers under its own name may still refuse users, whose name its certificate or its host rules lack.
    /// </summary>
    static void WarnOfUnprovedName(Plan plan, Step step, Route53SwitchSettings settings, Fields fields)
    {
        if (!settings.PlainCheck && !plan.Before(step).Any(check =>
            check.Settings is IFrontDoorCheck { Probe: { ConnectTo: not null } probe } && settings.Covers(probe.Url)))
        {
            fields.Warn("name", "is asked by no http-check before the switch: the standby may lack its certificate or host rule, and refuse the users who are sent there. "
                + $"Let an http-check have a url with this host and \"connectTo\" the standby's own front door, or accept it with \"plainCheck\": true.");
        }
    }

    protected override IReadOnlyList<string> ResourcesOf(Step step, Route53SwitchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(step);
        return settings switch
        {
            HealthSwitch via => [$"{step.Region}/alarm {via.Alarm}"],
            RecordsSwitch via => [$"{via.Zone}/{via.Name.ToLowerInvariant()} {via.Type}"],
            _ => throw Unknown(settings),
        };
    }

    protected override string Says(Step step, Route53SwitchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(step);
        return settings switch
        {
            HealthSwitch { Name: var name, Alarm: var alarm, Wanted: var wanted } =>
                $"send {name} to the standby by bringing the alarm {alarm} in {step.Region} to {wanted}, and wait until Route 53 follows it",
            RecordsSwitch via => $"send {Words(via)} to the standby's record{(via.SetIdentifier is { } id ? $" \"{id}\"" : "")}, "
                + "and wait until Route 53 serves it everywhere",
            _ => throw Unknown(settings),
        };
    }

    public SwitchedName NameOf(StepAt step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Route53SwitchName.Of(step, SettingsOf(step.Step));
    }

    protected override Task<StepObservation> ObserveAsync(StepAt at, Route53SwitchSettings settings, CancellationToken cancellation) =>
        settings switch
    {
        HealthSwitch via => health.ObserveAsync(at, via, cancellation),
        RecordsSwitch via => records.ObserveAsync(at, via, cancellation),
        _ => throw Unknown(settings),
    };

    /// <summary>Route 53 takes one change of a zone at a time: all steps of a zone go in one batch.</summary>
    protected override object StartGroupOf(StepAt step, Route53SwitchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(step);
        return settings is RecordsSwitch { Zone: var zone } ? $"zone {zone}" : $"step {step.Step.Id}";
    }

    protected override Task<string?> StartAsync(
        IReadOnlyList<(StepAt At, Route53SwitchSettings Settings)> group, CancellationToken cancellation) =>
        group[0].Settings is HealthSwitch via
            ? health.StartAsync(group[0].At, via, cancellation)
            : records.StartAsync(group.Select(step => (step.At, (RecordsSwitch)step.Settings)), cancellation);

    protected override Task<StepObservation> ObserveUndoAsync(
        StepAt step, Route53SwitchSettings settings, CancellationToken cancellation) => settings switch
    {
        HealthSwitch via => health.ObserveUndoAsync(step, via, cancellation),
        RecordsSwitch via => records.ObserveUndoAsync(step, via, cancellation),
        _ => throw Unknown(settings),
    };

    protected override Task<string?> UndoAsync(StepAt step, Route53SwitchSettings settings, CancellationToken cancellation) =>
        settings switch
    {
        HealthSwitch via => health.UndoAsync(step, via, cancellation),
        RecordsSwitch via => records.UndoAsync(step, via, cancellation),
        _ => throw Unknown(settings),
    };

    protected override string SaysUndo(StepAt step, Route53SwitchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(step);
        return settings switch
        {
            HealthSwitch { Name: var name, Alarm: var alarm } => $"send {name} back to the primary by the alarm {alarm} in {step.Step.Region}",
            RecordsSwitch via => $"send {Words(via)} back to the primary's record{Route53SwitchUndo.Says(RecordsLedger.Parse(step.Record.Ledger))}, as before",
            _ => throw Unknown(settings),
        };
    }

    static string Words(RecordsSwitch via) => $"{via.Name} ({via.Type}, zone {via.Zone})";

    static InvalidOperationException Unknown(Route53SwitchSettings settings) => new($"No way of switching knows {settings.GetType().Name}.");
}
