using System.Net;
using System.Net.Sockets;
using DrFunctions.Resolution;

namespace DrFunctions.Tests.Steps;

/// <summary>The one DNS message that we write and read ourselves.</summary>
public sealed class SubnetQuestionTests
{
    static readonly DnsQuery Query = new("shop.example.com", "A") { Server = "ns-1.example.net", For = new ClientSubnet("eu-west-1", "34.240.0.0") };

    /// <summary>Header, question and OPT record, byte by byte as RFC 1035, 6891 and 7871 have them.</summary>
    [Fact]
    public void A_question_names_the_subnet() => Assert.Equal(
        "1234" + "0000" + "0001" + "0000" + "0000" + "0001"
            + "0473686F70" + "076578616D706C65" + "03636F6D" + "00" + "0001" + "0001"
            + "00" + "0029" + "04D0" + "00000000" + "000B" + "0008" + "0007" + "0001" + "18" + "00" + "22F000",
        Convert.ToHexString(SubnetQuestion.Write(Query, Query.For!, 0x1234)));

    [Fact]
    public void An_answer_is_read_through_its_pointers_and_cnames()
    {
        var reply = SubnetQuestion.Read(Query, Answer("8400", 2,
            "C00C" + "0005" + "0001" + "0000003C" + "0006" + "036C6231" + "C011",
            "036C6231C011" + "0001" + "0001" + "0000003C" + "0004" + "C0000202"));

        Assert.Equal("192.0.2.2", Assert.Single(reply.Values));
        Assert.Equal((null, null), (reply.Leads, reply.Trouble));
    }

    /// <summary>Over a socket, past the answer to another question that comes first.</summary>
    [Fact]
    public async Task The_answer_to_the_question_is_waited_for()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var asked = SubnetQuestion.AskAsync((IPEndPoint)server.Client.LocalEndPoint!, Query, Query.For!, CancellationToken.None);
        var question = await server.ReceiveAsync();
        var answer = Answer("8400", 1, "C00C" + "0001" + "0001" + "0000003C" + "0004" + "C0000202");
        (answer[0], answer[1]) = ((byte)~question.Buffer[0], question.Buffer[1]);
        await server.SendAsync(answer, question.RemoteEndPoint);
        answer[0] = question.Buffer[0];
        await server.SendAsync(answer, question.RemoteEndPoint);

        Assert.Equal("192.0.2.2", Assert.Single(SubnetQuestion.Read(Query, await asked).Values));
    }

    [Fact]
    public void A_cname_without_its_address_says_where_it_leads()
    {
        var reply = SubnetQuestion.Read(Query, Answer("8400", 1, "C00C" + "0005" + "0001" + "0000003C" + "0006" + "036C6231" + "C011"));

        Assert.Equal(("lb1.example.com", 0), (reply.Leads, reply.Values.Count));
    }

    [Theory]
    [InlineData("8405", "answers with the error 5")]
    [InlineData("8000", "does not serve the zone")]
    [InlineData("8600", "cut its answer off")]
    public void What_is_no_answer_is_a_trouble(string flags, string trouble) =>
        Assert.Contains(trouble, SubnetQuestion.Read(Query, Answer(flags, 0)).Trouble!, StringComparison.Ordinal);

    [Fact]
    public void That_there_is_no_such_name_is_an_answer()
    {
        var reply = SubnetQuestion.Read(Query, Answer("8403", 0));

        Assert.Equal((0, null), (reply.Values.Count, reply.Trouble));
    }

    [Theory]
    [InlineData("C01E")]
    [InlineData("C0FF")]
    [InlineData("3F")]
    public void Hostile_bytes_are_refused(string record) =>
        Assert.Throws<InvalidDataException>(() => SubnetQuestion.Read(Query, Answer("8400", 1, record)));

    [Fact]
    public void Any_bytes_give_an_answer_or_a_refusal()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Answer("8400", random.Next(5), Convert.ToHexString(Bytes(random, random.Next(60))));
            bytes[random.Next(4, bytes.Length)] ^= (byte)random.Next(256);
            try
            {
                SubnetQuestion.Read(Query, bytes);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    static byte[] Answer(string flags, int records, params string[] parts) => Convert.FromHexString(
        "1234" + flags + "0001" + $"{records:X4}" + "0000" + "0000" + "0473686F70" + "076578616D706C65" + "03636F6D" + "00" + "0001" + "0001"
            + string.Concat(parts));

    static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
