using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace DrFunctions.Resolution;

/// <summary>
/// One question by UDP with the option of RFC 7871 for the client's subnet, on which latency and geographic records of Route 53 depend. An
/// answer that is cut off, which takes TCP, counts as none.
/// </summary>
static class SubnetQuestion
{
    const int HeaderLength = 12;
    const int Opt = 41;
    const int ClientSubnetOption = 8;
    const int LargestAnswer = 1232;
    const int LongestName = 128;

    public static async Task<byte[]> AskAsync(IPEndPoint server, DnsQuery query, ClientSubnet subnet, CancellationToken cancellation)
    {
        var message = Write(query, subnet, (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue));
        using var udp = new UdpClient(server.AddressFamily);
        udp.Connect(server);
        await udp.SendAsync(message, cancellation);
        while (true)
        {
            // A connected socket takes datagrams of that server only; one of another question is passed over.
            var received = (await udp.ReceiveAsync(cancellation)).Buffer;
            if (received.Length >= HeaderLength && received[0] == message[0] && received[1] == message[1])
            {
                return received;
            }
        }
    }

    public static byte[] Write(DnsQuery query, ClientSubnet subnet, ushort id)
    {
        var bytes = new List<byte>();
        Add(bytes, id, 0, 1, 0, 0, 1);
        foreach (var label in query.Name.TrimEnd('.').Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.Add(0);
        Add(bytes, CodeOf(query.Type), 1);
        // The OPT record: the root's name, its type, the largest answer, no flags, and one option.
        var address = IPAddress.Parse(subnet.Address).GetAddressBytes()[..(ClientSubnet.Bits / 8)];
        bytes.Add(0);
        Add(bytes, Opt, LargestAnswer, 0, 0, (ushort)(8 + address.Length), ClientSubnetOption, (ushort)(4 + address.Length), 1);
        bytes.AddRange([ClientSubnet.Bits, 0, .. address]);
        return [.. bytes];
    }

    /// <exception cref="InvalidDataException">It is no answer.</exception>
    public static DnsReply Read(DnsQuery query, byte[] message)
    {
        var (flags, code) = (message[2], message[3] & 0x0f);
        if (code is not (0 or 3))
        {
            return DnsReply.Of($"{query.Server} answers with the error {code}");
        }

        if ((flags & 0x02) != 0 || (flags & 0x04) == 0)
        {
            return DnsReply.Of($"{query.Server} {((flags & 0x02) != 0 ? "cut its answer off" : "does not serve the zone")}");
        }

        try
        {
            return DnsRecords.Reply(query, Records(message));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("the answer is malformed", e);
        }
    }

    static List<DnsRecordLine> Records(byte[] message)
    {
        var (at, records) = (HeaderLength, new List<DnsRecordLine>());
        for (var left = Number(message, 4); left > 0; left--)
        {
            (_, at) = Name(message, at);
            at += 4;
        }

        for (var left = Number(message, 6); left > 0; left--)
        {
            (var name, at) = Name(message, at);
            var (type, length) = (Number(message, at), Number(message, at + 8));
            at += 10;
            records.Add(new DnsRecordLine(name, WordOf(type), type switch
            {
                1 or 28 => new IPAddress(message.AsSpan(at, length)).ToString(),
                2 or 5 => Name(message, at).Name,
                _ => "",
            }));
            at += length;
        }

        return records;
    }

    /// <summary>A name, whose end may lie elsewhere in the message, and where the bytes after it begin.</summary>
    static (string Name, int After) Name(byte[] message, int at)
    {
        var (labels, after, part) = (new List<string>(), -1, at);
        while (message.AsSpan(at, 1)[0] is var length && length > 0)
        {
            if (length >= 0xc0)
            {
                // Each part of a name lies before the one that refers to it, or there would be no end.
                (after, at) = (after < 0 ? at + 2 : after, Number(message, at) & 0x3fff);
                part = at < part ? at : throw new ArgumentException("A name that refers to itself, or forward.");
            }
            else
            {
                labels.Add(Encoding.ASCII.GetString(message.AsSpan(at + 1, length)));
                at += 1 + length;
            }

            if (labels.Count > LongestName)
            {
                throw new ArgumentException("A name of too many labels.");
            }
        }

        return (string.Join('.', labels), after < 0 ? at + 1 : after);
    }

    static ushort Number(byte[] message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at, 2));

    static void Add(List<byte> bytes, params ReadOnlySpan<ushort> numbers)
    {
        foreach (var number in numbers)
        {
            bytes.AddRange([(byte)(number >> 8), (byte)number]);
        }
    }

    static ushort CodeOf(string type) => type switch { "NS" => 2, "CNAME" => 5, "AAAA" => 28, _ => 1 };

    static string WordOf(int type) => type switch { 1 => "A", 2 => "NS", 5 => "CNAME", 28 => "AAAA", _ => $"TYPE{type}" };
}
