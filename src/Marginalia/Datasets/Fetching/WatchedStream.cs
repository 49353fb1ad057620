namespace Marginalia.Datasets.Fetching;

/// <summary>A stream that tells how far it was read, can be stopped, and knows how it ended; <c>forward</c> hides that it can seek.</summary>
sealed class WatchedStream(Stream inner, Action<long>? read = null, bool forward = false, CancellationToken cancel = default) : Stream
{
    /// <summary>Zero bytes at the end of what was read so far.</summary>
    public long TrailingZeros { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => !forward && inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        int count = inner.Read(buffer);
        read?.Invoke(count);
        int last = buffer[..count].LastIndexOfAnyExcept((byte)0);
        TrailingZeros = last < 0 ? TrailingZeros + count : count - 1 - last;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
