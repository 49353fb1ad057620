using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marginalia.Tests.Datasets.Fetching;

/// <summary>What a client asks for; From is the first byte of its range, 0 without one.</summary>
sealed record Asked(string Path, long From, string? IfRange);

/// <summary>What the server says: the headers may promise what the body does not keep.</summary>
sealed record Answer(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The connection ends after so many bytes of the body.</summary>
    public long CutAfter { get; init; } = long.MaxValue;

    /// <summary>The connection falls silent after so many bytes of the body.</summary>
    public long StallAfter { get; init; } = long.MaxValue;

    /// <summary>No Content-Length: the body ends with the connection.</summary>
    public bool Unbounded { get; init; }

    /// <summary>Waits so long before each 16 kB of the body.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>As a good server answers: ranges, and If-Range with the ETag.</summary>
    public static Answer Good(Asked asked, byte[] content, string? etag = null, string? modified = null)
    {
        var headers = new Dictionary<string, string>();
        if (etag is not null)
            headers["ETag"] = etag;
        if (modified is not null)
            headers["Last-Modified"] = modified;
        if (asked.From == 0 || (asked.IfRange is not null && asked.IfRange != etag && asked.IfRange != modified))
            return new(200, content) { Headers = headers };
        if (asked.From >= content.Length)
            return new(416, []) { Headers = new() { ["Content-Range"] = $"bytes */{content.Length}" } };
        headers["Content-Range"] = $"bytes {asked.From}-{content.Length - 1}/{content.Length}";
        return new(206, content[(int)asked.From..]) { Headers = headers };
    }
}

/// <summary>An HTTP server on 127.0.0.1 that answers as a test wants, one connection a request.</summary>
sealed class LoopbackServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<Asked, Answer> answer;

    public LoopbackServer(Func<Asked, Answer> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Serve();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Bytes of bodies that were sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    long sent;

    public ConcurrentQueue<Asked> Requests { get; } = [];

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    async Task Serve()
    {
        while (!stop.IsCancellationRequested)
            try
            {
                _ = Handle(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
    }

    async Task Handle(TcpClient client)
    {
        using (client)
            try
            {
                var stream = client.GetStream();
                var asked = await Read(stream);
                Requests.Enqueue(asked);
                await Write(stream, answer(asked));
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // the client went away, or the test is over
            }
    }

    async Task<Asked> Read(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(stop.Token) ?? throw new IOException("no request")).Split(' ')[1];
        long from = 0;
        string? ifRange = null;
        while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } header)
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = long.Parse(header[13..].TrimEnd('-'));
            else if (header.StartsWith("If-Range: ", StringComparison.OrdinalIgnoreCase))
                ifRange = header[10..];
        return new(path, from, ifRange);
    }

    async Task Write(NetworkStream stream, Answer reply)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nConnection: close\r\n");
        if (!reply.Unbounded && !reply.Headers.ContainsKey("Content-Length"))
            head.Append($"Content-Length: {reply.Body.Length}\r\n");
        foreach (var (name, value) in reply.Headers)
            head.Append($"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"), stop.Token);
        int length = (int)Math.Min(reply.Body.Length, Math.Min(reply.CutAfter, reply.StallAfter));
        int piece = reply.Pace > TimeSpan.Zero ? 1 << 14 : int.MaxValue;
        for (int at = 0; at < length; at += piece)
        {
            if (reply.Pace > TimeSpan.Zero)
                await Task.Delay(reply.Pace, stop.Token);
            await stream.WriteAsync(reply.Body.AsMemory(at, Math.Min(piece, length - at)), stop.Token);
            Interlocked.Add(ref sent, Math.Min(piece, length - at));
            if (piece == int.MaxValue)
                break;
        }

        if (reply.StallAfter < reply.Body.Length)
            await Task.Delay(Timeout.Infinite, stop.Token);
    }
}
