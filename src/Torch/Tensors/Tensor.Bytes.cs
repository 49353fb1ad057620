namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        const long Chunk = 1 << 28;

        /// <summary>The memory of the elements, which can be read and written as long as the tensor lives; setting it copies bytes into it.</summary>
        /// <exception cref="InvalidOperationException">The elements are not in row-major order in the processor's memory.</exception>
        /// <exception cref="ArgumentException">There are more or fewer bytes than the elements have.</exception>
        public Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU) throw new InvalidOperationException($"The elements are on {device}: move or copy the tensor to the cpu before reading.");
                if (!is_contiguous()) throw new InvalidOperationException("The elements are not in row-major order: call contiguous() first.");
                return Bytes(0, checked((int)(numel() * element_size())));
            }
            set
            {
                var target = bytes;
                if (value.Length != target.Length) throw new ArgumentException($"{value.Length} bytes given for {target.Length} bytes of elements.", nameof(value));
                value.CopyTo(target);
                GC.KeepAlive(this);
            }
        }

        /// <summary>Writes the bytes of the elements, row by row, to a stream. There is no buffer: the size is there for source compatibility.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var rows = Rows();
            for (long at = 0, end = rows.numel() * rows.element_size(); at < end; at += Chunk)
                stream.Write(rows.Bytes(at, (int)Math.Min(Chunk, end - at)));
            GC.KeepAlive(rows);
        }

        /// <summary>Reads the bytes of the elements, row by row, from a stream. There is no buffer: the size is there for source compatibility.</summary>
        /// <exception cref="EndOfStreamException">The stream has fewer.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            using var quiet = no_grad();
            using var rows = Rows();
            for (long at = 0, end = rows.numel() * rows.element_size(); at < end; at += Chunk)
                stream.ReadExactly(rows.Bytes(at, (int)Math.Min(Chunk, end - at)));
            if (device_type != DeviceType.CPU || !is_contiguous()) copy_(rows);
            GC.KeepAlive(rows);
        }

        /// <summary>The elements row by row in the processor's memory: the tensor's own memory if they are there.</summary>
        Tensor Rows()
        {
            using var plain = detach();
            using var resolved = plain.Resolved(); // may be the same
            using var here = resolved.cpu();
            return here.contiguous();
        }

        unsafe Span<byte> Bytes(long start, int length)
        {
            nint memory;
            NativeError.Check(Alive(Native.mt_data(Handle, &memory)));
            return new((byte*)memory + start, length);
        }
    }
}
