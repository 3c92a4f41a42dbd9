using DrFunctions.Cli;

return await DrCli.RunAsync(args, Console.Out, Console.Error);
