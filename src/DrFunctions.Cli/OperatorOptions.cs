using System.CommandLine;
using DrFunctions.Commands;

namespace DrFunctions.Cli;

/// <summary>Who asks, and why: recorded with everything that a person asks for.</summary>
sealed class OperatorOptions
{
    readonly Option<string?> reason = new("--reason") { Description = "Why, in one line; needed, for it is recorded and told." };
    readonly Option<string> by = new("--by")
    {
        Description = "Who asks; default: your user name and this machine's. CloudTrail knows it for certain.",
        DefaultValueFactory = _ => $"{Environment.UserName}@{Environment.MachineName}",
    };

    public OperatorOptions(Command command)
    {
        command.Add(reason);
        command.Add(by);
    }

    public (string By, string Reason) Read(ParseResult parsed)
    {
        var (who, why) = (parsed.GetValue(by)!, parsed.GetValue(reason));
        return Reason.Complaint(who, why) is { } complaint ? throw new UsageException($"--{complaint}.") : (who, why!);
    }
}
