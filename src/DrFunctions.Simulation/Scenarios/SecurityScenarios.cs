using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps.HttpCheck;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>A standby that would refuse its users, and a record that somebody has changed.</summary>
static class SecurityScenarios
{
    static readonly TimeSpan EditedFor = TimeSpan.FromMinutes(6);

    public static IEnumerable<Scenario> All =>
    [
        new("wrong-certificate", "The primary Region becomes unreachable, and the standby's front door serves under its own name, but its certificate or its host "
            + "rules lack the name that users use: a person is called, and users are not moved.",
            Phase.Stuck, WrongCertificate)
        {
            Lacks = (plan, _) => Checks(plan).Any() ? null : $"the plan {plan.Name} has no http-check with \"connectTo\"",
            Also = outcome => OwnNameFails(outcome) ?? ReasonUntold(outcome),
        },
        new("plan-edited", "The primary Region becomes unreachable, and somebody edits the plan that the run has pinned, in the table, so that its check asks a page that is "
            + "always good, while the standby is broken: nothing is carried out until the table is as it was, and then a person is called.",
            Phase.Stuck, PlanEdited)
        {
            Mode = ModeNeed.Acts,
            LeastTime = EditedFor + TimeSpan.FromMinutes(15),
            Lacks = (plan, _) => plan.Trigger.Reference.Count > 0 && plan.Steps.Any(step => step.Settings is HttpCheckSettings) ? null
                : $"the plan {plan.Name} needs an http-check and a reference",
            Also = EditCarriedOut,
        },
    ];

    static void WrongCertificate(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        ScenarioPlays.BringNow(stage, StandbyTrouble.OwnNameOnly);
    }

    static void PlanEdited(Stage stage)
    {
        ScenarioPlays.StandbySick(stage);
        stage.Once(Phase.Recovering, TimeSpan.FromSeconds(1), () =>
        {
            var pinned = PinnedIn(BodyOf(stage));
            var edited = Edited(pinned, stage.Plan);
            var from = stage.Cloud.World.Now;
            stage.Note("somebody edits the pinned plan in the table");
            Edit();

            // A save that was under way puts the record back as it was.
            void Edit()
            {
                var (found, wanted) = stage.Cloud.World.Now - from < EditedFor ? (pinned, edited) : (edited, pinned);
                Put(stage, BodyOf(stage).Replace(found, wanted, StringComparison.Ordinal));
                if (wanted == pinned)
                {
                    stage.Note("the table is restored to how it was before");
                    return;
                }

                stage.Cloud.World.After(TimeSpan.FromSeconds(1), Edit);
            }
        });
    }

    static string PinnedIn(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("run").GetProperty("plan").GetRawText();
    }

    static string Edited(string pinned, Plan plan)
    {
        var json = JsonNode.Parse(pinned)!;
        var checks = plan.Steps.Where(step => step.Settings is HttpCheckSettings).Select(step => step.Id).ToList();
        foreach (var check in json["steps"]!.AsArray().Where(step => checks.Contains((string)step!["id"]!)))
        {
            check!["url"] = plan.Trigger.Reference[0].ToString();
            check.AsObject().Remove("connectTo");
            check.AsObject().Remove("contains");
        }

        return json.ToJsonString();
    }

    static JsonObject ItemOf(Stage stage) =>
        stage.Cloud.DynamoDb.Item(stage.Plan.Standby, HomeEstate.Table, $"plan#{stage.Plan.Name}", "record")!;

    static string BodyOf(Stage stage) => (string)ItemOf(stage)["body"]!["S"]!;

    static void Put(Stage stage, string body)
    {
        var item = ItemOf(stage).DeepClone().AsObject();
        item["body"] = new JsonObject { ["S"] = body };
        stage.Cloud.DynamoDb.Put(stage.Plan.Standby, HomeEstate.Table, item);
    }

    /// <summary>While the plan was edited nothing may be changed, and the watch must say that it cannot check the plan.</summary>
    static string? EditCarriedOut(ScenarioOutcome outcome)
    {
        var began = outcome.Record.Run!.BeganAt;
        var (from, until) = (began + TimeSpan.FromSeconds(30), began + EditedFor);
        return outcome.ChangedWithin(from, until)
            ?? outcome.Rounds.Silent(from + TimeSpan.FromMinutes(1), until, "PlansNotChecked");
    }

    static IEnumerable<Probe> Checks(Plan plan) =>
        plan.Steps.Select(step => step.Settings).OfType<HttpCheckSettings>().Select(check => check.Probe)
            .Where(probe => probe.ConnectTo is not null);

    /// <summary>A standby that is not ready would be held whatever name is asked for.</summary>
    static string? OwnNameFails(ScenarioOutcome outcome) => Checks(outcome.Plan)
        .Where(probe => outcome.Cloud.FrontDoors.Visit(probe.Target.Host, probe.Url.AbsolutePath, checksCertificate: true)?.Status
            != probe.Status)
        .Select(probe => $"{probe.Target.Host} does not serve its own name, so this proves nothing.").FirstOrDefault();

    static string? ReasonUntold(ScenarioOutcome outcome) => Checks(outcome.Plan)
        .Where(probe => !outcome.Emails.Any(email => email.Kind == NoticeKind.Stuck
            && email.Body.Contains(probe.Title, StringComparison.OrdinalIgnoreCase)))
        .Select(probe => $"No email about the Stuck run says what {probe.Title} answers.").FirstOrDefault();
}
