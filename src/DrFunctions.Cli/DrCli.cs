using System.CommandLine;
using System.CommandLine.Invocation;
using DrFunctions.Aws;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Store;
using LocalAws.Wire;

namespace DrFunctions.Cli;

/// <summary>The `dr` command.</summary>
public static class DrCli
{
    /// <summary>Rehearsals and servers end at once when asked to; they need no longer than this.</summary>
    static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    /// <summary>Runs one command line and returns its exit code.</summary>
    /// <param name="person">Who answers questions; null asks at the terminal, if there is one.</param>
    /// <param name="here">Where plans/ and examples/ are looked for; by default in the current folder.</param>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TextReader? person = null, string here = "",
        CancellationToken cancellation = default)
    {
        var say = new Output(output, error, person);
        var parsed = Root(say, PlanFiles.Create(here)).Parse(args);
        var isWrong = parsed.Action is ParseErrorAction;
        if (parsed.Action is ParseErrorAction wrong)
        {
            // One wrong value is not answered with a screen of help, in which its message would be lost.
            wrong.ShowHelp = parsed.CommandResult.Command is RootCommand;
        }

        var settings = Settings(isWrong ? error : output, error);
        try
        {
            var code = await parsed.InvokeAsync(settings, cancellation);
            if (parsed.Action is ParseErrorAction { ShowHelp: false })
            {
                say.Problem($"dr {parsed.CommandResult.Command.Name} --help shows what it takes.");
            }

            // System.CommandLine says 1 for a wrong command line; here 1 means that the answer is no.
            return isWrong ? ExitCodes.Usage : code;
        }
        catch (UsageException e)
        {
            say.Problem(e.Message);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is FurnishingException or AwsErrorException)
        {
            say.Problem($"{e.Message.TrimEnd('.')}.");
            return ExitCodes.No;
        }
        catch (Exception e) when (AwsErrors.Is(e) || e is StoreException or UnauthorizedAccessException)
        {
            say.Problem($"{AwsErrors.Describe(e)}.");
            return ExitCodes.Failed;
        }
    }

    /// <param name="output">Help that nobody asked for goes to standard error.</param>
    static InvocationConfiguration Settings(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = LongestFarewell,
    };

    /// <summary>The table of commands, one line each.</summary>
    static RootCommand Root(Output say, PlanFiles files)
    {
        var root = new RootCommand("Region failover for AWS: check and rehearse plans, see their status, and give commands.")
        {
            RehearseCommand.Create(say, files),
            SimulateCommand.Create(say),
            CheckCommand.Create(say, files),
            PlanCommand.Create(say, files),
            ExplainCommand.Create(say, files),
            StatusCommand.Create(say, files),
            ShadowReportCommand.Create(say, files),
            PauseCommand.Pause(say, files),
            PauseCommand.Resume(say, files),
            LocalAwsCommand.Create(say, files),
            SchemaCommand.Create(say, files),
        };
        foreach (var verb in RequestCommand.All(say, files))
        {
            root.Add(verb);
        }

        return root;
    }
}

/// <summary>The command line is wrong; the message says what to write instead.</summary>
sealed class UsageException(string message) : Exception(message);
