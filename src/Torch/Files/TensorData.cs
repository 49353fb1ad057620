using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The raw little-endian bytes of tensors, to and from streams, in pieces of any size.</summary>
static unsafe class TensorData
{
    const int Piece = 1 << 20;

    /// <summary>Writes the elements in row-major order.</summary>
    internal static void Write(Stream stream, Tensor tensor)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        WriteMemory(stream, tensor.detach().cpu().contiguous());
    }

    /// <summary>Writes the elements of a tensor without holes in the processor's memory as they lie there.</summary>
    internal static void WriteMemory(Stream stream, Tensor tensor) => ForEach(tensor, stream.Write);

    /// <summary>Fills a dense tensor in the processor's memory.</summary>
    /// <returns>False if the stream ends before.</returns>
    internal static bool Read(Stream stream, Tensor tensor)
    {
        var data = Start(tensor);
        var bytes = tensor.numel() * FileElements.Size(tensor.dtype);
        long done = 0;
        while (done < bytes)
        {
            var read = stream.Read(new Span<byte>(data + done, (int)Math.Min(Piece, bytes - done)));
            if (read == 0) return false;
            done += read;
        }
        GC.KeepAlive(tensor);
        return true;
    }

    /// <summary>Reads over that many bytes.</summary>
    /// <returns>False if the stream ends before.</returns>
    internal static bool Skip(Stream stream, long bytes)
    {
        var buffer = new byte[(int)Math.Min(Piece, bytes)];
        while (bytes > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (read == 0) return false;
            bytes -= read;
        }
        return true;
    }

    /// <summary>Calls <paramref name="piece"/> for the bytes of a dense tensor in the processor's memory, in order.</summary>
    internal static void ForEach(Tensor tensor, Action<ReadOnlySpan<byte>> piece)
    {
        var data = Start(tensor);
        var bytes = tensor.numel() * FileElements.Size(tensor.dtype);
        for (long done = 0; done < bytes; done += Piece) piece(new(data + done, (int)Math.Min(Piece, bytes - done)));
        GC.KeepAlive(tensor);
    }

    static byte* Start(Tensor tensor)
    {
        nint start;
        NativeError.Check(Native.mt_data(tensor.Handle, &start));
        GC.KeepAlive(tensor); // and so do the callers, as long as they use the memory
        return (byte*)start;
    }
}
