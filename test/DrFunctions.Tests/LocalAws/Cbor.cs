using System.Globalization;
using LocalAws.Wire;

namespace DrFunctions.Tests.LocalAws;

/// <summary>CBOR items as a person reads them.</summary>
static class Cbor
{
    public static string Diagnostic(object? item) => item switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Int128 number => number.ToString(CultureInfo.InvariantCulture),
        double number => Float(number.ToString(CultureInfo.InvariantCulture)),
        string text => $"\"{text}\"",
        byte[] bytes => $"h'{Convert.ToHexStringLower(bytes)}'",
        List<object?> items => $"[{string.Join(", ", items.Select(Diagnostic))}]",
        CborMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{Diagnostic(entry.Key)}: {Diagnostic(entry.Value)}"))}}}",
        CborTag tag => $"{tag.Number}({Diagnostic(tag.Content)})",
        CborSimple simple => simple == CborSimple.Undefined ? "undefined" : $"simple({simple.Number})",
        _ => throw new ArgumentException($"{item.GetType()} is no CBOR item.", nameof(item)),
    };

    /// <summary>Whether an array, map or string in it ends with a break; these are written in their definite form.</summary>
    public static bool HasOpenEnd(string hex) => hex.EndsWith("ff", StringComparison.Ordinal) && hex[1] == 'f'
        || hex.Contains("9f", StringComparison.Ordinal) || hex.Contains("bf", StringComparison.Ordinal);

    static string Float(string text) => text.All(c => char.IsAsciiDigit(c) || c == '-') ? text + ".0" : text;
}
