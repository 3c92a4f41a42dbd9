using System.CommandLine;
using System.Text.RegularExpressions;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Notices;
using DrFunctions.Plans;
using DrFunctions.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Cli;

/// <summary>`dr status`: where a plan stands, from its record in the state table. Needs no function to be alive.</summary>
static partial class StatusCommand
{
    const int HistoryEntries = 10;

    sealed record Question(string Plan, string Region, string Table, string? Topic, IReadOnlyList<string> Known);

    // Long, because the options of a command and what it does with them read best together.
    public static Command Create(Output say, PlanFiles files)
    {
        var plan = new Argument<string>("plan") { Description = "The plan's name." };
        var region = new Option<string?>("--region") { Description = "The standby Region; default: that of the plan in the folder, then AWS_REGION." };
        var table = new Option<string?>("--table") { Description = "The state table, the stack's output StateTable; default: DR_TABLE." };
        var topic = new Option<string?>("--topic") { Description = "The notice topic's ARN, the stack's output NoticeTopic; default: DR_NOTICE_TOPIC." };
        var endpoint = new Option<string?>("--endpoint-url") { Description = "An AWS elsewhere, such as http://127.0.0.1:4566 of dr local-aws." };
        var folder = new Option<string>("--plans") { Description = "The folder of plan files.", DefaultValueFactory = _ => PlanFiles.Folder };
        var json = CommonOptions.Json();
        var command = new Command("status", "Show where a plan stands, what was done, and what is still to be told.")
        {
            plan, region, table, topic, endpoint, folder, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(endpoint) is { } url)
            {
                UseEndpoint(url);
            }

            var plans = PlansOf(parsed.GetValue(folder)!, files);
            var question = Ask(parsed.GetValue(plan)!, parsed.GetValue(region), parsed.GetValue(table), parsed.GetValue(topic), plans);
            return await AnswerAsync(say, question, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <summary>The SDK's own variable: every client of this process goes there.</summary>
    static void UseEndpoint(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--endpoint-url is \"{text}\"; it must be an address such as http://127.0.0.1:4566.");
        }

        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", text);
    }

    static Question Ask(string plan, string? region, string? table, string? topic, IReadOnlyList<Plan> plans)
    {
        if (!NameForm().IsMatch(plan))
        {
            throw new UsageException($"\"{plan}\" is not the name of a plan; write what its file says under \"name\", such as: dr status shop");
        }

        var standby = region ?? plans.FirstOrDefault(known => known.Name == plan)?.Standby ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        return new Question(
            plan,
            standby ?? throw new UsageException($"The Region is not known, for the folder of plans has no {plan}; write its standby: --region ap-northeast-1"),
            table ?? Variable("DR_TABLE") ?? throw new UsageException(
                "The state table is not known; write the stack's output StateTable: --table NAME, or set DR_TABLE. To see the outputs: "
                + "aws cloudformation describe-stacks --stack-name NAME --query Stacks[0].Outputs"),
            topic ?? Variable("DR_NOTICE_TOPIC"),
            [.. plans.Select(known => known.Name)]);
    }

    static async Task<int> AnswerAsync(Output say, Question question, bool json, CancellationToken cancellation)
    {
        StatusReport status;
        try
        {
            status = await ReadAsync(question, cancellation);
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            say.Problem($"The state table {question.Table} in {question.Region} cannot be read: {Trouble.Say(e)}. "
                + "Check the table's name, the Region and your credentials.");
            return ExitCodes.Failed;
        }

        if (json)
        {
            say.Json(StatusJson.Of(status));
        }
        else
        {
            say.Write(StatusText.Of(status));
        }

        return ExitCodes.Done;
    }

    static async Task<StatusReport> ReadAsync(Question question, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var calls = new Calls(TimeProvider.System);
        var store = new RecordStore(aws, calls, question.Region, question.Table);
        var stored = await store.LoadAsync(question.Plan, cancellation);
        var history = await store.HistoryAsync(question.Plan, HistoryEntries, cancellation);
        var topic = question.Topic is null
            ? "whether anybody is subscribed was not looked at: write the stack's output NoticeTopic: --topic ARN, or set DR_NOTICE_TOPIC"
            : await new NoticePublisher(aws, calls, NullLogger.Instance, question.Region, question.Topic).UnconfirmedAsync(cancellation);
        return new StatusReport(question.Region, question.Table, stored, history, topic, question.Known);
    }

    /// <summary>The folder only helps with the Region and with spelling: status works without it.</summary>
    static IReadOnlyList<Plan> PlansOf(string folder, PlanFiles files) => Directory.Exists(folder) ? PlanFolder.Read(folder, files.Kinds).Plans : [];

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
