using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DrFunctions.Tests.Steps;

/// <summary>A real front door on a loopback port, with TLS and a certificate of its own making; it notes who asks for what.</summary>
sealed class TlsDoor : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly List<Visit> visits = [];
    readonly string answer;
    readonly Task serving;

    /// <param name="name">The only name in the certificate.</param>
    /// <param name="status">The status line's end and further headers: "302 Found\r\nLocation: https://…".</param>
    public TlsDoor(string name, string status = "200 OK")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        answer = $"HTTP/1.1 {status}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
        listener.Start();
        serving = ServeAsync();
    }

    public X509Certificate2 Certificate { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was asked within TLS.</summary>
    public IReadOnlyList<Visit> Visits
    {
        get
        {
            lock (visits)
            {
                return [.. visits];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        Certificate.Dispose();
        closing.Dispose();
    }

    async Task ServeAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(closing.Token);
                await AnswerAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
            {
                // A visitor who does not like the certificate leaves.
            }
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        var sni = "";
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync((_, hello, _, _) =>
        {
            sni = hello.ServerName;
            return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = Certificate });
        }, null, closing.Token);
        using var reader = new StreamReader(tls, leaveOpen: true);
        var head = new List<string>();
        while (await reader.ReadLineAsync(closing.Token) is { Length: > 0 } line)
        {
            head.Add(line);
        }

        if (head.Count > 0)
        {
            lock (visits)
            {
                visits.Add(new Visit(sni, head.Single(line => line.StartsWith("Host: ", StringComparison.Ordinal))[6..], head[0].Split(' ')[1]));
            }

            await tls.WriteAsync(Encoding.ASCII.GetBytes(answer), closing.Token);
        }
    }

    /// <param name="Sni">The name that the visitor asked TLS for.</param>
    /// <param name="Host">The Host header.</param>
    public sealed record Visit(string Sni, string Host, string Path);
}
