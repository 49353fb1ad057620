using System.Net;
using System.Net.Http.Headers;

namespace Marginalia.Datasets.Fetching;

/// <summary>One request for the rest of a file, or for all of it.</summary>
sealed class Transfer(HttpClient client, RemoteFile file, PartialFile part, ProgressLine progress, FetchSettings settings)
{
    static readonly TimeSpan longestWait = TimeSpan.FromMinutes(10);
    readonly HashSet<Uri> withoutRanges = [];

    // What an earlier run has left may have come in any number of answers.
    int answers = 2;

    /// <summary>Bytes that came in, over all requests.</summary>
    public long Received { get; private set; }

    /// <summary>Whether all bytes of the .part came in one answer of this run.</summary>
    public bool InOneAnswer => answers == 1;

    /// <summary>Adds bytes to the .part until it is whole; may begin it anew.</summary>
    /// <exception cref="TransferException">It is not whole.</exception>
    public async Task Run(Uri mirror, CancellationToken cancel)
    {
        long offset = Resumable(mirror) ? part.Length : 0;
        if (Whole(offset))
            return;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            silence.CancelAfter(settings.Stall);
            using var response = await Redirects.Send(client, mirror, request => Ask(request, mirror, offset), silence.Token).ConfigureAwait(false);
            offset = Accept(response, mirror, offset);
            await Receive(response, offset, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TransferException($"{mirror}: silent for {settings.Stall.TotalSeconds:0} s");
        }
        catch (HttpRequestException failed)
        {
            throw new TransferException($"{mirror}: {failed.Message}", final: failed.HttpRequestError == HttpRequestError.SecureConnectionError);
        }

        if (!Whole(part.Length))
            throw new TransferException($"{mirror}: ended after {part.Length} of {Total} bytes");
    }

    long? Total => file.Size > 0 ? file.Size : part.Origin?.Total;

    // Without a known size a file is whole when its one answer has come to its end.
    bool Whole(long length) => Total is { } total ? length == total : length > 0 && part.Origin is not null && ended;

    bool ended;

    // Bytes of another mirror, or of one that names no version, are gone on from only where a sum tells in the end.
    bool Resumable(Uri mirror) => part.Length > 0 && !withoutRanges.Contains(mirror) && (Total is not { } total || part.Length <= total)
        && (file.HasSum || (part.Origin is { } origin && origin.Url == mirror.ToString() && Version(origin) is not null));

    static RangeConditionHeaderValue? Version(Origin origin) => origin switch
    {
        { ETag: { } tag } when EntityTagHeaderValue.TryParse(tag, out var parsed) && !parsed.IsWeak => new(parsed),
        { Modified: { } modified } => new(modified),
        _ => null,
    };

    void Ask(HttpRequestMessage request, Uri mirror, long offset)
    {
        if (offset == 0)
            return;
        request.Headers.Range = new RangeHeaderValue(offset, null);
        if (part.Origin is { } origin && origin.Url == mirror.ToString())
            request.Headers.IfRange = Version(origin);
    }

    // Where the body belongs in the file.
    long Accept(HttpResponseMessage response, Uri mirror, long offset)
    {
        var headers = response.Content.Headers;
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when offset > 0:
                if (headers.ContentRange is not { Unit: "bytes", From: { } from } range || from != offset || (range.Length is { } length && Total is { } known && length != known))
                    throw Restart(mirror, $"was asked for bytes from {offset} on and sends '{headers.ContentRange}'");
                if (part.Origin is { } origin && origin.Url == mirror.ToString() && (Differ(origin.ETag, response.Headers.ETag?.ToString()) || Differ(origin.Modified, headers.LastModified)))
                    throw Restart(mirror, "goes on with another version of the file");
                answers++;
                return offset;
            case HttpStatusCode.OK:
                if (file.Size > 0 && headers.ContentLength is { } size && size != file.Size)
                    throw new TransferException($"{mirror}: has {size} bytes; expected {file.Size}: the owner has changed the file, or this is another", final: true);
                if (headers.ContentType?.MediaType == "text/html" && !file.Name.EndsWith(".html", StringComparison.Ordinal) && !file.HasSum)
                    throw new TransferException($"{mirror}: answers with a page instead of the file", final: true);
                progress.Add(-part.Length, had: true);
                part.Begin(new(mirror.ToString(), response.Headers.ETag?.ToString(), headers.LastModified, headers.ContentLength));
                answers = 1;
                return 0;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                throw Restart(mirror, $"has nothing from byte {offset} on");
            case HttpStatusCode.PartialContent:
                throw new TransferException($"{mirror}: sends a part that was not asked for", final: true);
            default:
                var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - settings.Clock.GetUtcNow() : null;
                int status = (int)response.StatusCode;
                bool passing = status is 408 or 425 or 429 or >= 500 && !(wait > longestWait);
                throw new TransferException($"{mirror}: answers {status} {response.ReasonPhrase}{(wait is null ? "" : $", asks to wait {wait.Value.TotalSeconds:0} s")}", !passing, wait);
        }
    }

    static bool Differ<T>(T? then, T? now) => then is not null && now is not null && !then.Equals(now);

    TransferException Restart(Uri mirror, string why)
    {
        progress.Add(-part.Length, had: true);
        part.Discard();
        withoutRanges.Add(mirror);
        return new($"{mirror}: {why}; starting again");
    }

    async Task Receive(HttpResponseMessage response, long offset, CancellationTokenSource silence)
    {
        using var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using var stream = part.Append();
        var buffer = new byte[1 << 17];
        long end = offset;
        ended = false;
        while (true)
        {
            silence.CancelAfter(settings.Stall);
            int count = await Read(body, buffer, silence.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            if (Total is { } total && end + count > total)
            {
                progress.Add(-end, had: true);
                part.Discard();
                throw new TransferException($"{response.RequestMessage?.RequestUri}: sends more than the {total} bytes that were expected", final: true);
            }

            Write(stream, buffer.AsSpan(0, count));
            end += count;
            Received += count;
            progress.Add(count);
        }

        ended = true;
    }

    static async ValueTask<int> Read(Stream body, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(buffer, cancel).ConfigureAwait(false);
        }
        catch (IOException cut)
        {
            throw new TransferException($"the connection broke: {cut.Message}");
        }
    }

    static void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException full)
        {
            throw new FetchException($"{stream.Name}: cannot be written: {full.Message} Make room, then run the same command again: it goes on from here.", cause: full);
        }
    }
}
