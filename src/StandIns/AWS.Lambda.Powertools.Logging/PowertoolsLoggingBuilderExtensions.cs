using System;
using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

public static class PowertoolsLoggingBuilderExtensions
{
    private const string DefaultCategory = "AWS.Lambda.Powertools.Logging.Logger";

    public static ILoggingBuilder AddPowertoolsLogger(this ILoggingBuilder builder) => builder.AddPowertoolsLogger(_ => { });

    public static ILoggingBuilder AddPowertoolsLogger(this ILoggingBuilder builder, Action<PowertoolsLoggerConfiguration> configure)
    {
        var configuration = new PowertoolsLoggerConfiguration();
        configure(configuration);
        PowertoolsEnvironment.Complete(configuration);
        builder.SetMinimumLevel(configuration.MinimumLogLevel);
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<ILoggerFactory>().CreateLogger(DefaultCategory));
        builder.Services.AddSingleton<ILoggerProvider>(new PowertoolsLoggerProvider(configuration));
        return builder;
    }
}
