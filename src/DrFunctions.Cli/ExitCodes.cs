namespace DrFunctions.Cli;

/// <summary>What the command tells scripts.</summary>
static class ExitCodes
{
    /// <summary>Done, recovered, or yes.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: mistakes were found, or the plan did not recover.</summary>
    public const int No = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>AWS, a file or the network failed.</summary>
    public const int Failed = 3;

    /// <summary>Ended by Ctrl+C: 128 plus the number of SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;
}
