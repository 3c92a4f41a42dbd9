using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A message with named placeholders, filled in order: "started {Instance}", "i-1".</summary>
internal static partial class MessageTemplate
{
    public static (string Text, List<KeyValuePair<string, object>> Values) Fill(string template, object[] args)
    {
        var values = new List<KeyValuePair<string, object>>();
        if (args is null || args.Length == 0 || template is null)
        {
            return (template, values);
        }

        var text = Placeholder().Replace(template, match =>
        {
            if (values.Count >= args.Length)
            {
                return match.Value;
            }

            var value = args[values.Count];
            values.Add(new(match.Groups["name"].Value, value));
            return Format(value, match.Groups["format"].Value);
        });
        return (text, values);
    }

    public static string Format(object value, string format = "") => value switch
    {
        null => "(null)",
        IFormattable formattable => formattable.ToString(format.Length == 0 ? null : format, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"(?<!\{)\{@?(?<name>\w+)(:(?<format>[^{}]+))?\}(?!\})", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
