using System.Globalization;
using System.Net;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>The settings of route53-switch.</summary>
/// <param name="Name">The record's name, ending with a dot.</param>
public abstract record Route53SwitchSettings(string Name)
{
    const string Missing = "is missing; it must be a text in quotes.";

    static readonly IReadOnlyDictionary<string, Via> Vias = new Dictionary<string, Via> { ["records"] = Via.Records, ["health"] = Via.Health };
    static readonly IReadOnlyDictionary<string, bool> States = new Dictionary<string, bool> { ["ALARM"] = true, ["OK"] = false };
    static readonly string[] OfRecords = ["zone", "type", "setIdentifier", "weight", "records", "alias"];
    static readonly string[] Targets = ["setIdentifier", "records", "alias"];
    static readonly string[] OfHealth = ["alarm", "servesWhen", "leadsTo"];

    enum Via
    {
        Records,
        Health,
    }

    /// <summary>Whether DNS treats two names as the same: regardless of case, a final dot and escapes.</summary>
    public static bool SameName(string one, string other) => string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is the other one, or is under it.</summary>
    public static bool IsWithin(string name, string other) =>
        SameName(name, other) || Plain(name).EndsWith($".{Plain(other)}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The plan accepts that the standby is checked under its own name alone.</summary>
    public bool PlainCheck { get; init; }

    /// <summary>Whether the address's host is the switched record.</summary>
    public bool Names(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return SameName(url.IdnHost, Name);
    }

    /// <summary>Whether users of the address follow the switched record, which may be a wildcard.</summary>
    public bool Covers(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var name = Plain(Name);
        return Names(url)
            || (name.StartsWith("*.", StringComparison.Ordinal) && url.IdnHost.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase));
    }

    public static Route53SwitchSettings? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var via = fields.OneOf("via", "records (edit the records) or health (control a health check).", Vias, required: true);
        var name = fields.Text("name", "The record's name, ending with a dot.", required: true, most: 255,
            wrong: text => DnsNames.WrongName(text) ?? (text.EndsWith('.') ? null : $"a record's full name ends with a dot: \"{text}.\"."));
        var records = ReadRecords(fields, name ?? "", via == Via.Records);
        var health = ReadHealth(fields, name ?? "", via == Via.Health);
        var plain = fields.Flag("plainCheck", "Accepts that no http-check asks the standby for this name, so that its certificate and host rules are not proved.") == true;
        foreach (var other in (via switch { Via.Records => OfHealth, Via.Health => OfRecords, _ => [] }).Where(fields.Has))
        {
            fields.Mistake(other, via == Via.Records ? "is for via \"health\"; take it away." : "is for via \"records\", and via \"health\" edits no record; take it away.");
        }

        Route53SwitchSettings? settings = via == Via.Records ? records : via == Via.Health ? health : null;
        return name is null || settings is null ? null : settings with { PlainCheck = plain };
    }

    static RecordsSwitch? ReadRecords(Fields fields, string name, bool wanted)
    {
        var zone = fields.Text("zone", "Via records: the hosted zone's id.", most: 32,
            wrong: DnsNames.WrongZone);
        var type = fields.Text("type", "Via records: the record's type; default A.", most: 5,
            wrong: text => text is "A" or "AAAA" or "CNAME" ? null : "records of type A, AAAA and CNAME can be switched.");
        var setIdentifier = fields.Text("setIdentifier", "The identifier of the standby's record, for weighted and failover records.", most: 128);
        var weight = fields.Number("weight", "The standby's weight when the primary's was 0 already.", 1, 255);
        var records = fields.Texts("records", "For a simple record: the values it gets.", most: 100, mayBeEmpty: false);
        var alias = fields.Object("alias", "For a simple record: the alias it becomes.", ReadAlias);
        if (!wanted)
        {
            return null;
        }

        CheckValues(fields, type ?? "A", records ?? []);
        if (!fields.Has("zone"))
        {
            fields.Mistake("zone", Missing);
        }

        if (weight is not null && setIdentifier is null)
        {
            fields.Mistake("weight", "is for weighted records, which setIdentifier names; take it away.");
        }

        // Counted as written: one that cannot be read has its own mistake.
        var targets = Targets.Count(fields.Has);
        if (targets != 1)
        {
            fields.Mistake("needs exactly one of \"setIdentifier\" (weighted and failover records), \"records\" and \"alias\" (simple records).");
        }

        return zone is null || targets != 1 || (setIdentifier, records, alias) is (null, null, null) ? null
            : new RecordsSwitch(zone, name, type ?? "A", setIdentifier, weight, records, alias);
    }

    /// <summary>What Route 53 would refuse on the day.</summary>
    static void CheckValues(Fields fields, string type, IReadOnlyList<string> values)
    {
        if (type == "CNAME" && values.Count > 1)
        {
            fields.Mistake("records", $"has {values.Count} values, and a CNAME has one.");
        }

        if (values.Select(value => DnsNames.WrongValue(type, value)).FirstOrDefault(wrong => wrong is not null) is { } wrong)
        {
            fields.Mistake("records", wrong);
        }
    }

    static HealthSwitch? ReadHealth(Fields fields, string name, bool wanted)
    {
        var alarm = fields.Text("alarm", "Via health: the alarm that the health check of the primary's record follows, in the step's Region.", most: 255, wrong: Arns.WrongAlarm);
        var inAlarm = fields.OneOf("servesWhen", "Via health: the alarm's state in which the standby serves; default ALARM. OK is for an inverted check.", States);
        var leadsTo = fields.Text("leadsTo", "Via health: a host or an address of the standby; after the switch DNS must lead the name to it.", most: 255,
            wrong: text => IPAddress.TryParse(text, out _) ? null : DnsNames.WrongName(text));
        if (wanted && !fields.Has("alarm"))
        {
            fields.Mistake("alarm", Missing);
        }

        return wanted && alarm is not null ? new HealthSwitch(alarm, name, inAlarm ?? true) { LeadsTo = leadsTo } : null;
    }

    static DnsAlias? ReadAlias(Fields fields)
    {
        var zone = fields.Text("zone", "The hosted zone's id of the target.", required: true, most: 32, wrong: DnsNames.WrongZone);
        var name = fields.Text("name", "The target's DNS name.", required: true, most: 255, wrong: DnsNames.WrongName);
        var evaluate = fields.Flag("evaluateTargetHealth", "Whether Route 53 checks the target's health; default true.");
        fields.Done();
        if (evaluate != false && (DnsNames.IsCloudFrontZone(zone) || DnsNames.IsCloudFrontName(name)))
        {
            fields.Mistake("evaluateTargetHealth", "must be false: Route 53 evaluates no target's health in CloudFront. Write \"evaluateTargetHealth\": false.");
        }

        return zone is null || name is null ? null : new DnsAlias(zone, name, evaluate ?? true);
    }

    // Route 53 lists unusual characters as \ooo, in octal.
    static string Plain(string name)
    {
        var plain = name.TrimEnd('.');
        for (var at = plain.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 3 < plain.Length; at = plain.IndexOf('\\', at + 1))
        {
            var digits = plain.AsSpan(at + 1, 3);
            if (digits.IndexOfAnyExceptInRange('0', '7') < 0)
            {
                var character = (char)(((digits[0] - '0') * 64) + ((digits[1] - '0') * 8) + (digits[2] - '0'));
                plain = string.Create(CultureInfo.InvariantCulture, $"{plain[..at]}{character}{plain[(at + 4)..]}");
            }
        }

        return plain;
    }
}

/// <summary>The settings of a switch via records.</summary>
/// <param name="SetIdentifier">The standby's record; null for a simple record.</param>
/// <param name="Records">For a simple record, the values it gets.</param>
/// <param name="Alias">For a simple record, the alias it becomes.</param>
public sealed record RecordsSwitch(
    string Zone, string Name, string Type, string? SetIdentifier, int? Weight, IReadOnlyList<string>? Records, DnsAlias? Alias)
        : Route53SwitchSettings(Name);

/// <summary>The settings of a switch via a health check.</summary>
/// <param name="Alarm">The alarm that the check follows.</param>
/// <param name="ServesInAlarm">The standby serves while the alarm is in ALARM; otherwise (an inverted check) while it is OK.</param>
public sealed record HealthSwitch(string Alarm, string Name, bool ServesInAlarm) : Route53SwitchSettings(Name)
{
    /// <summary>A host or an address of the standby; null if the plan does not say.</summary>
    public string? LeadsTo { get; init; }

    /// <summary>The alarm's state in which the standby serves.</summary>
    public string Wanted => ServesInAlarm ? "ALARM" : "OK";
}
