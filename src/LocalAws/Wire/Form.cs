using System.Net;

namespace LocalAws.Wire;

/// <summary>The parameters of AWS's query protocols: <c>Action=…&amp;InstanceId.1=…</c>.</summary>
public static class Form
{
    public static SortedDictionary<string, string> Parse(string text)
    {
        var form = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            form[WebUtility.UrlDecode(name)] = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
        }

        return form;
    }

    /// <summary>The values of a list parameter in order: <c>prefix.1</c>, <c>prefix.2</c>, …</summary>
    public static IReadOnlyList<string> List(this IReadOnlyDictionary<string, string> form, string prefix)
    {
        var values = new List<string>();
        for (var i = 1; form.TryGetValue($"{prefix}.{i}", out var value); i++)
        {
            values.Add(value);
        }

        return values;
    }
}
