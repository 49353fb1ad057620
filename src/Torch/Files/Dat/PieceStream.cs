namespace TorchSharp;

/// <summary>Byte arrays, read one after the other.</summary>
sealed class PieceStream(IReadOnlyList<byte[]> pieces) : Stream
{
    int piece;
    int place;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (piece == pieces.Count) return 0;
        var rest = pieces[piece].AsSpan(place);
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        place += count;
        if (place == pieces[piece].Length) (piece, place) = (piece + 1, 0);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
