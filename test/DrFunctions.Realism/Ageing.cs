using System.Globalization;
using System.Text.RegularExpressions;

namespace DrFunctions.Realism;

/// <summary>Makes a record older, as if everything in it had happened earlier; for a reader of the record this equals waiting.</summary>
static partial class Ageing
{
    public static string Of(string body, TimeSpan time) => Instants.Replace(body, instant =>
        DateTimeOffset.Parse(instant.Value, CultureInfo.InvariantCulture).ToUniversalTime().Subtract(time)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'+00:00'", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<="")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)(?="")", RegexOptions.CultureInvariant)]
    static partial Regex Instants { get; }
}
