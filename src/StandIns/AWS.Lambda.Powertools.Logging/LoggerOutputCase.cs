namespace AWS.Lambda.Powertools.Logging;

public enum LoggerOutputCase
{
    /// <summary>What POWERTOOLS_LOGGER_CASE says, else snake_case.</summary>
    Default,
    CamelCase,
    PascalCase,
    SnakeCase,
}
