using DrFunctions.Benchmarks;

return await BenchCommand.RunAsync(args);
