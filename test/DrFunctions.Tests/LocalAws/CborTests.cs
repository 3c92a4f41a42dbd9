using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace DrFunctions.Tests.LocalAws;

/// <summary>CBOR as requests have it, against the examples of RFC 8949's appendix A, and against what is malformed or malicious.</summary>
public sealed class CborTests
{
    /// <summary>
    /// Appendix A as far as JSON has it: the encoding of an item, and the item in JSON. A time is a number there, and bytes are base64.
    /// </summary>
    public static TheoryData<string, string> Examples => new()
    {
        { "00", "0" }, { "01", "1" }, { "0a", "10" }, { "17", "23" }, { "1818", "24" }, { "1819", "25" }, { "1864", "100" },
        { "1903e8", "1000" }, { "1a000f4240", "1000000" }, { "1b000000e8d4a51000", "1000000000000" },
        { "1bffffffffffffffff", "1.8446744073709552E+19" }, { "3bffffffffffffffff", "-1.8446744073709552E+19" }, { "20", "-1" },
        { "29", "-10" }, { "3863", "-100" }, { "3903e7", "-1000" }, { "f90000", "0.0" }, { "f98000", "-0.0" }, { "f93c00", "1.0" },
        { "fb3ff199999999999a", "1.1" }, { "f93e00", "1.5" }, { "f97bff", "65504.0" }, { "fa47c35000", "100000.0" },
        { "fa7f7fffff", "3.4028234663852886E+38" }, { "fb7e37e43c8800759c", "1E+300" }, { "f90001", "5.960464477539063E-08" },
        { "f90400", "6.103515625E-05" }, { "f9c400", "-4.0" }, { "fbc010666666666666", "-4.1" }, { "f97c00", "\"Infinity\"" },
        { "f97e00", "\"NaN\"" }, { "f9fc00", "\"-Infinity\"" }, { "fa7f800000", "\"Infinity\"" }, { "fa7fc00000", "\"NaN\"" },
        { "faff800000", "\"-Infinity\"" }, { "fb7ff0000000000000", "\"Infinity\"" }, { "fb7ff8000000000000", "\"NaN\"" },
        { "fbfff0000000000000", "\"-Infinity\"" }, { "f4", "false" }, { "f5", "true" }, { "f6", "null" }, { "f7", "null" },
        { "c11a514b67b0", "1363896240" }, { "c1fb41d452d9ec200000", "1363896240.5" }, { "40", "\"\"" }, { "4401020304", "\"AQIDBA==\"" },
        { "60", "\"\"" }, { "6161", "\"a\"" }, { "6449455446", "\"IETF\"" }, { "62225c", "\"\\\"\\\\\"" }, { "62c3bc", "\"ü\"" },
        { "63e6b0b4", "\"水\"" }, { "64f0908591", "\"\U00010151\"" }, { "80", "[]" }, { "83010203", "[1, 2, 3]" },
        { "8301820203820405", "[1, [2, 3], [4, 5]]" },
        { "98190102030405060708090a0b0c0d0e0f101112131415161718181819", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]" },
        { "a0", "{}" }, { "a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}" }, { "826161a161626163", "[\"a\", {\"b\": \"c\"}]" },
        { "a56161614161626142616361436164614461656145", "{\"a\": \"A\", \"b\": \"B\", \"c\": \"C\", \"d\": \"D\", \"e\": \"E\"}" },
        { "5f42010243030405ff", "\"AQIDBAU=\"" }, { "7f657374726561646d696e67ff", "\"streaming\"" }, { "9fff", "[]" },
        { "9f018202039f0405ffff", "[1, [2, 3], [4, 5]]" }, { "9f01820203820405ff", "[1, [2, 3], [4, 5]]" },
        { "83018202039f0405ff", "[1, [2, 3], [4, 5]]" }, { "83019f0203ff820405", "[1, [2, 3], [4, 5]]" },
        { "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]" },
        { "bf61610161629f0203ffff", "{\"a\": 1, \"b\": [2, 3]}" }, { "826161bf61626163ff", "[\"a\", {\"b\": \"c\"}]" },
        { "bf6346756ef563416d7421ff", "{\"Fun\": true, \"Amt\": -2}" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_of_the_RFC_is_read_and_survives_being_written(string hex, string json)
    {
        var read = CborJson.Read(Member(hex));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Reparsed(read)["a"]), read.ToJsonString());

        var written = CborJson.Write(read);
        Assert.Equal(read.ToJsonString(), CborJson.Read(written).ToJsonString());
        if (IsWrittenAsIs(hex))
        {
            Assert.Equal(Convert.ToHexStringLower(Member(hex)), Convert.ToHexStringLower(written));
        }
    }

    /// <summary>RFC 8949, appendix F, and claims that only somebody who means harm would make.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("18"), InlineData("19"), InlineData("1a"), InlineData("1b"), InlineData("1901"), InlineData("1a0102"), InlineData("1b01020304050607")]
    [InlineData("38"), InlineData("58"), InlineData("78"), InlineData("98"), InlineData("9a01ff00"), InlineData("b8"), InlineData("d8")]
    [InlineData("f8"), InlineData("f900"), InlineData("fa0000"), InlineData("fb000000")]
    [InlineData("41"), InlineData("61"), InlineData("5affffffff00"), InlineData("5bffffffffffffffff010203"), InlineData("7affffffff00"), InlineData("7b7fffffffffffffff010203")]
    [InlineData("81"), InlineData("818181818181818181"), InlineData("8200"), InlineData("a1"), InlineData("a20102"), InlineData("a100"), InlineData("a2000000")]
    [InlineData("c0")]
    [InlineData("9bffffffffffffffff00"), InlineData("bbffffffffffffffff00"), InlineData("9b0000000080000000"), InlineData("bb0000000080000000")]
    [InlineData("5f4100"), InlineData("7f6100"), InlineData("9f"), InlineData("9f0102"), InlineData("bf"), InlineData("bf01020102"), InlineData("819f")]
    [InlineData("9f80009f"), InlineData("bf000000ff")]
    [InlineData("5f00ff"), InlineData("5f21ff"), InlineData("5f6100ff"), InlineData("5f80ff"), InlineData("5fa0ff"), InlineData("5fc000ff"), InlineData("5fe0ff")]
    [InlineData("7f4100ff"), InlineData("5f5f4100ffff"), InlineData("7f7f6100ffff")]
    [InlineData("ff"), InlineData("81ff"), InlineData("8200ff"), InlineData("a1ff"), InlineData("a1ff00"), InlineData("a100ff"), InlineData("a20000ff")]
    [InlineData("9f81ff"), InlineData("c1ff")]
    [InlineData("1c"), InlineData("1d"), InlineData("1e"), InlineData("1f"), InlineData("3c"), InlineData("3f"), InlineData("5c")]
    [InlineData("7e"), InlineData("9d"), InlineData("bc"), InlineData("dc"), InlineData("df00"), InlineData("fc"), InlineData("fd")]
    [InlineData("fe")]
    [InlineData("f800"), InlineData("f818"), InlineData("f81f"), InlineData("61ff"), InlineData("62c328"), InlineData("0000"), InlineData("a0f6")]
    public void What_is_not_one_well_formed_item_is_refused(string hex) => Refused(() => CborJson.Read(Member(hex)));

    [Fact]
    public void Depth_and_size_have_limits()
    {
        byte[] Nested(byte head, int times) => [0xa1, 0x61, 0x61, .. Enumerable.Repeat(head, times), 0xf6];
        Assert.NotNull(CborJson.Read(Nested(0x81, CborJson.MostDepth - 1)));
        Refused(() => CborJson.Read(Nested(0x81, CborJson.MostDepth)));
        Refused(() => CborJson.Read(Nested(0x9f, 500_000)));
        Refused(() => CborJson.Read(Nested(0xc1, 500_000)));
        Refused(() => CborJson.Read(new byte[CborJson.MostBytes + 1]));
    }

    /// <summary>Every beginning of a true request, and the request with any one byte changed: read or refused, never a crash.</summary>
    [Fact]
    public void A_damaged_request_never_crashes_the_reader()
    {
        var whole = CborJson.Write(new JsonObject
        {
            ["Namespace"] = "Switches", ["MetricData"] = new JsonArray(new JsonObject { ["MetricName"] = "bank", ["Value"] = 1.5, ["StorageResolution"] = 60 }),
            ["StrictEntityValidation"] = true, ["SomeTimestamp"] = 1363896240.5,
        });
        for (var length = 1; length < whole.Length; length++)
        {
            Refused(() => CborJson.Read(whole[..length]));
        }

        var understood = 0;
        for (var place = 0; place < whole.Length * 256; place++)
        {
            var damaged = whole.ToArray();
            damaged[place / 256] = (byte)place;
            try
            {
                understood += CborJson.Read(damaged).ToJsonString().Length > 0 ? 1 : 0;
            }
            catch (AwsErrorException e)
            {
                Assert.Equal("SerializationException", e.Code);
            }
        }

        Assert.InRange(understood, whole.Length, whole.Length * 256 - 1);
    }

    [Fact]
    public void A_document_survives_the_way_there_and_back_and_times_are_tagged()
    {
        var document = new JsonObject
        {
            ["StateUpdatedTimestamp"] = 1763694000.25, ["Period"] = 60, ["Big"] = 1L << 40, ["Least"] = -7, ["Threshold"] = 1.0, ["ActionsEnabled"] = false,
            ["Name"] = "naïve 水", ["Nothing"] = null, ["List"] = new JsonArray("a", new JsonObject { ["x"] = new JsonArray() }),
        };
        var bytes = CborJson.Write(document);
        Assert.Contains("c1fb", Convert.ToHexStringLower(bytes), StringComparison.Ordinal);
        Assert.Equal(document.ToJsonString(), CborJson.Read(bytes).ToJsonString());
        Assert.Equal("{}", CborJson.Read([]).ToJsonString());
    }

    [Theory]
    [InlineData("83010203")] // no map
    [InlineData("a10102")] // a key that is no text
    [InlineData("a2616101616102")] // a key twice
    [InlineData("a16161d74101")] // a tag that Smithy does not have
    [InlineData("a16161c16161")] // a time that is a text
    [InlineData("a16161f0"), InlineData("a16161f8ff")] // a simple value
    [InlineData("a16161c249010000000000000000"), InlineData("a16161c349010000000000000000")] // a number beyond 64 bits
    [InlineData("a16161c074323031332d30332d32315432303a30343a30305a")] // a time in words
    [InlineData("a16161d818456449455446"), InlineData("a16161d82076687474703a2f2f7777772e6578616d706c652e636f6d")] // CBOR in CBOR, an address
    [InlineData("a16161d74401020304"), InlineData("a16161a201020304")] // bytes that are hexadecimal, keys that are numbers
    public void What_Smithy_does_not_have_is_refused(string hex) => Refused(() => CborJson.Read(Convert.FromHexString(hex)));

    /// <summary>A body with the item as its member a.</summary>
    static byte[] Member(string hex) => Convert.FromHexString("a16161" + hex);

    /// <summary>Without a trace of which of C#'s types a number had.</summary>
    static JsonNode Reparsed(JsonObject document) => JsonNode.Parse(document.ToJsonString())!;

    /// <summary>Integers of 64 bits, texts, truth values, and arrays and maps of a known length have one form that is JSON's too.</summary>
    static bool IsWrittenAsIs(string hex) => (hex[0] is '0' or '1' or '2' or '3' or '6' or '8' or 'a' || hex is "f4" or "f5" or "f6")
        && hex is not ("1bffffffffffffffff" or "3bffffffffffffffff") && !hex.Contains("9f", StringComparison.Ordinal) && !hex.Contains("bf", StringComparison.Ordinal);

    static void Refused(Func<object?> read) => Assert.Equal("SerializationException", Assert.Throws<AwsErrorException>(read).Code);
}
