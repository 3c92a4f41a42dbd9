using System.CommandLine;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>`dr plan`: a plan from a template and the outputs of CloudFormation's stacks.</summary>
static class PlanCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var template = new Argument<string>("template") { Description = "A plan file whose texts hold ${ALIAS.Output} where the output of a stack belongs." };
        var stack = new Option<string[]>("--stack")
        {
            Description = "A stack and its alias: ALIAS=NAME@REGION, or ALIAS=ARN. Repeat it for each stack.",
            HelpName = "ALIAS=NAME@REGION",
        };
        var file = new Option<string?>("--out") { Description = "The plan file to write; without it the plan goes to standard output.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace a file that exists with other content." };
        var endpoint = CommonOptions.Endpoint("; dr local-aws has no stacks");
        var command = new Command("plan", "Write a plan from a template and the outputs of CloudFormation stacks.") { template, stack, file, force, endpoint };
        command.SetAction(async (parsed, cancellation) =>
        {
            CommonOptions.Use(parsed.GetValue(endpoint));
            var stacks = NamedStack.ReadAll(parsed.GetValue(stack) ?? []);
            var target = new PlanTarget(parsed.GetValue(file), parsed.GetValue(force));
            var source = TemplateFile.Read(parsed.GetValue(template)!);
            target.MustNotBe(source.Path);
            return await RunAsync(say, files, source, stacks, target, cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(
        Output say, PlanFiles files, TemplateFile source, IReadOnlyList<NamedStack> stacks, PlanTarget target,
        CancellationToken cancellation)
    {
        var mistakes = new Mistakes(source.Path);
        var placeholders = PlanTemplate.Placeholders(source.Text);
        StackPlaceholders.CheckForm(placeholders, stacks, mistakes);
        if (mistakes.Any)
        {
            return Refuse(say, mistakes, ExitCodes.No);
        }

        foreach (var idle in stacks.ExceptBy(placeholders.Select(placeholder => placeholder.Alias), stack => stack.Alias))
        {
            say.Problem($"{source.Path} has no placeholder ${{{idle.Alias}.…}}: {idle.Option} is not read.");
        }

        var readings = await ReadAsync(placeholders, stacks, cancellation);
        StackPlaceholders.CheckOutputs(placeholders, readings, mistakes);
        if (mistakes.Any)
        {
            return Refuse(say, mistakes, readings.Values.Any(reading => reading.IsFailure) ? ExitCodes.Failed : ExitCodes.No);
        }

        var plan = PlanTemplate.Fill(source.Text, placeholder => readings[placeholder.Alias].Outputs[placeholder.Output]);
        var reading = SharedResources.Refuse([files.Kinds.Read(source.Path, plan)])[0];
        if (reading.Plan is null)
        {
            return CheckCommand.Refuse(say, reading, json: false);
        }

        foreach (var warning in reading.Mistakes)
        {
            say.Problem(warning.ToString());
        }

        return target.Write(say, plan, $"{Plural.Of(reading.Plan.Steps.Count, "step")}, {Plural.Of(reading.Plan.Trigger.Signals.Count, "signal")}");
    }

    static async Task<IReadOnlyDictionary<string, StackReading>> ReadAsync(
        IReadOnlyList<Placeholder> placeholders, IReadOnlyList<NamedStack> stacks, CancellationToken cancellation)
    {
        using var aws = new AwsClients();
        var reader = new StackReader(aws, new Calls(TimeProvider.System));
        var readings = await Task.WhenAll(stacks
            .IntersectBy(placeholders.Select(placeholder => placeholder.Alias), stack => stack.Alias)
            .Select(stack => reader.ReadAsync(stack, cancellation)));
        return readings.ToDictionary(reading => reading.Stack.Alias);
    }

    static int Refuse(Output say, Mistakes mistakes, int code)
    {
        foreach (var mistake in mistakes.All)
        {
            say.Problem(mistake.ToString());
        }

        return code;
    }
}
