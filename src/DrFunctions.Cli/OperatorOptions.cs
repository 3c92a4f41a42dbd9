using System.CommandLine;
using DrFunctions.Commands;

namespace DrFunctions.Cli;

/// <summary>Who gives a command, and why: recorded with each command.</summary>
sealed class OperatorOptions
{
    readonly Option<string?> reason = new("--reason") { Description = "Why, in one line. Required: it is recorded and sent with notifications." };
    readonly Option<string> by = new("--by")
    {
        Description = "Who gives the command; default: your user name and machine. CloudTrail has the proof.",
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
