using System.CommandLine;
using System.Text.RegularExpressions;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Plans;
using DrFunctions.Store;

namespace DrFunctions.Cli;

/// <summary>The deployment that a command is for.</summary>
/// <param name="Topic">Null if not given.</param>
/// <param name="Endpoint">Another endpoint, as given; null for AWS.</param>
/// <param name="Plans">The plans in the local folder. They help with Regions and spelling only, because the deployment has its own.</param>
sealed record Deployment(string Region, string Table, string? Topic, string? Endpoint, IReadOnlyList<Plan> Plans)
{
    /// <summary>The options with which a command finds this deployment again.</summary>
    public string Options => string.Concat(
        $"--region {Region} --table {Table}",
        Topic is null ? "" : $" --topic {Topic}",
        Endpoint is null ? "" : $" --endpoint-url {Endpoint}");

    public IReadOnlyList<string> Known => [.. Plans.Select(plan => plan.Name)];

    /// <exception cref="UsageException">The folder has no such plan.</exception>
    public Plan PlanOf(string name) => Plans.FirstOrDefault(plan => plan.Name == name)
        ?? throw new UsageException($"--steps reads the plan's file, and the folder of plans has no plan {name}; name another folder: --plans FOLDER");

    /// <summary>A misspelt name must not look as if something was done for the plan that was meant.</summary>
    /// <exception cref="UsageException">Neither the folder nor the table has the plan, and the folder has others.</exception>
    public void MustKnow(Output say, string plan, Stored stored)
    {
        if (stored.Version > 0 || Known.Contains(plan))
        {
            return;
        }

        if (Known.Count > 0)
        {
            throw new UsageException($"Neither the plan folder nor the table {Table} has a plan {plan}. Known plans: {string.Join(", ", Known)}."
                + Spelling.DidYouMean(plan, Known));
        }

        say.Problem($"The table {Table} has no record of {plan} yet: check that this is the plan's name.");
    }

    /// <summary>The plans of the folder whose standby is the deployment's Region.</summary>
    public IReadOnlyList<string> Here => [.. Plans.Where(plan => plan.Standby == Region).Select(plan => plan.Name)];

    public RecordStore StoreOn(AwsClients aws) => new(aws, new Calls(TimeProvider.System), Region, Table);

    /// <summary>Reports why the table could not be used, with advice.</summary>
    /// <param name="plan">The plan that the command is about; a misspelt one has led to the wrong Region. Null for all.</param>
    public int Fail(Output say, Exception trouble, string? plan)
    {
        say.Problem($"The state table {Table} in {Region} cannot be used: {AwsErrors.Describe(trouble)}. Check the table's name, the Region and your credentials."
            + (plan is null || Known.Count == 0 || Known.Contains(plan) ? "" : $" The plan folder has no plan {plan}.{Spelling.DidYouMean(plan, Known)}"));
        return ExitCodes.Failed;
    }
}

/// <summary>The options that select a deployment.</summary>
sealed partial class DeploymentOptions
{
    readonly Option<string?> region = new("--region") { Description = "The standby Region; default: that of the plan in the folder, then AWS_REGION." };
    readonly Option<string?> table = new("--table") { Description = "The state table, the stack's output StateTable; default: DR_TABLE." };
    readonly Option<string?> topic = new("--topic") { Description = "The notice topic's ARN, the stack's output NoticeTopic; default: DR_NOTICE_TOPIC." };
    readonly Option<string?> endpoint = CommonOptions.Endpoint();
    readonly Option<string> folder = new("--plans") { Description = "The folder of plan files.", DefaultValueFactory = _ => PlanFiles.Folder };

    public DeploymentOptions(Command command)
    {
        foreach (var option in new Option[] { region, table, topic, endpoint, folder })
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageException">The name is not valid for a plan.</exception>
    public static void CheckName(ParseResult parsed, string plan)
    {
        if (!NameForm.IsMatch(plan))
        {
            throw new UsageException($"\"{plan}\" is not the name of a plan; use the \"name\" in the plan file, such as: dr {parsed.CommandResult.Command.Name} shop");
        }
    }

    /// <param name="plan">The plan that the command is about; null for all.</param>
    public Deployment Read(ParseResult parsed, PlanFiles files, string? plan)
    {
        var url = parsed.GetValue(endpoint);
        CommonOptions.Use(url);
        var plans = PlansOf(parsed.GetValue(folder)!, files);
        var standbys = plans.Where(known => plan is null || known.Name == plan).Select(known => known.Standby).Distinct().ToList();
        return new Deployment(
            parsed.GetValue(region) ?? (standbys is [var only] ? only : null) ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION")
                ?? throw new UsageException(plan is null
                    ? "The Region is not known: the plan folder has no single standby. Give the standby: --region ap-northeast-1"
                    : $"The Region is not known: the plan folder has no plan {plan}.{Spelling.DidYouMean(plan, plans.Select(known => known.Name))} "
                        + "Correct the name, or give the standby: --region ap-northeast-1"),
            parsed.GetValue(table) ?? Variable("DR_TABLE") ?? throw new UsageException(
                "The state table is not known. Give the stack's output StateTable: --table NAME, or set DR_TABLE. To see the outputs: "
                + "aws cloudformation describe-stacks --region STANDBY --stack-name NAME --query 'Stacks[0].Outputs'"),
            parsed.GetValue(topic) ?? Variable("DR_NOTICE_TOPIC"),
            url,
            plans);
    }

    static IReadOnlyList<Plan> PlansOf(string folder, PlanFiles files) =>
        Directory.Exists(folder) ? PlanFolder.Read(folder, files.Kinds).Plans : [];

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    static partial Regex NameForm { get; }
}
