using System.Globalization;
using System.Text;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Values, names and bytes that readers have stumbled over, as raw JSON text.</summary>
static class HostileValues
{
    static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0", "-1", "1e999", "-1e999", "1e-999", "0.5", "1.0", "2147483648", "9223372036854775808", "00", "+1", ".5", "NaN", "Infinity", "0x10", "tru", "nulx",
        "1234567890123456789012345678901234567890", "{}", "[]", "[null]", "[[]]", "{\"a\":null}", "{\"\":{\"\":{}}}", "[{}]", "'single'", "undefined", "/* comment */ 1", "// no end", "/* no end",
    ];

    static readonly string[] Texts =
    [
        "", " ", "\\u0000", "a\\u0000b", "a\\nb", "a\\r\\n2026-01-15T03:00:00Z ERROR shop: forged", "\\ud800", "\\udc00\\ud800", "a\\ud83d", "\\ud83d\\ude00", "\\u2028", "\\u2029", "\\u202egnp.exe",
        "\\u200b", "\\ufeff", "\\u001b[2J\\u001b[31m", "\\u0085", "\u05d0\u05d1\u05d2", "ﷺ", "İı", "ß", "é", "__proto__", "constructor", "toString", "$type", "$ref", "\\\"", "\\\\", "\\x", "\\u12", "%s%n%n", "{0}", "{Because}",
        "${jndi:ldap://x}", "<script>", "' OR 1=1 --", "../../../etc/passwd", "shop", "Shop", "SHOP", "web", "api", "healthy", "traffic", "status", "failover", "drill", "ALARM", "shop-primary-unhealthy",
        "0s", "-5m", "99999999h", "999999h", "365d", "1h30m", "8760h", "1e9s", "5 m", "٣s", "1h1h", "P1D", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "-0001-01-01", "2026-02-30T25:61:61Z",
        "9999-12-31T23:59:59-23:59", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675200.00:00:00", "Watching", "Recovering", "Confirming", "Stuck", "FailingBack", "Drilling", "AwaitingApproval", "99",
        "https://", "https://a/", "http://[::1", "http://[::1]/", "http://a:99999/", "https://xn--/", "https://\\u202e/", "https://a b/", "https://user:pw@a/", "file:///etc/passwd", "http://" , "https://\\ud83d/", "https://.../",
        "https://%00/", "https://a.example.com:0/#x", "javascript:alert(1)", "us-east-1", "eu-central-1", "aa-a-a-a-a-a-a-a-a-a-a-a-1", "i-0123456789abcdef0", "i-", "100% of primary", "999999999% of primary", "% of primary", "-1% of primary",
        "arn:aws:cloudwatch:us-east-1:1:alarm:x", "arn:::::::", ":::::", "Scheduled Event", "EC2 Instance State-change Notification", "ECS Service Action",
    ];

    /// <summary>Bytes that are no UTF-8, or that many readers take for the end.</summary>
    static readonly byte[][] Bytes =
    [
        [0], [0xff], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x1a],
            [0x7f],
        [0x1b, 0x5b], "\r\n"u8.ToArray(), "\\"u8.ToArray(), "\""u8.ToArray(),
        ","u8.ToArray(), "{"u8.ToArray(), "["u8.ToArray(), "}"u8.ToArray(), "]"u8.ToArray(), ":"u8.ToArray(), "//"u8.ToArray(), "/*"u8.ToArray(),
    ];

    public static byte[] Byte(Random random) => Bytes[random.Next(Bytes.Length)];

    public static string Name(Random random) => $"\"{Text(random)}\"";

    /// <summary>A value; now and then one with a size of up to <paramref name="most"/> bytes.</summary>
    public static string Value(Random random, int most) => random.Next(100) switch
    {
        < 35 => Scalars[random.Next(Scalars.Length)],
        < 90 => Name(random),
        < 96 => Large(random, 2_000),
        < 99 => Large(random, 20_000),
        _ => Large(random, most),
    };

    /// <summary>Much of one thing: what costs a reader most for each byte.</summary>
    public static string Large(Random random, int most) => random.Next(9) switch
    {
        0 => $"\"{new string('x', random.Next(most))}\"",
        1 => $"\"{Repeat(Text(random), most)}\"",
        2 => $"[{Repeat("{},", random.Next(most))}null]",
        3 => $"[{Repeat($"{Scalars[random.Next(9)]},", random.Next(most))}0]",
        4 => Nested("[", "]", random.Next(1, most / 2)),
        5 => Nested("{\"a\":", "}", random.Next(1, most / 6)),
        6 => $"{{{Repeat("\"a\":0,", random.Next(most))}\"b\":1}}",
        7 => Members(random.Next(1, (most / 12) + 2)),
        _ => new string('9', random.Next(1, most)),
    };

    static string Text(Random random) => Texts[random.Next(Texts.Length)];

    static string Nested(string open, string close, int levels) =>
        new StringBuilder().Insert(0, open, levels).Append('1').Insert(open.Length * levels + 1, close, levels).ToString();

    static string Repeat(string text, int most) =>
        text.Length == 0 ? "" : new StringBuilder().Insert(0, text, most / text.Length).ToString();

    static string Members(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"n{number}\":{{}}")))}}}";
}
