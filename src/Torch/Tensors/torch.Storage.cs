using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory of a tensor and of all its views, as a sequence of elements.</summary>
    public abstract class Storage
    {
        /// <summary>A tensor in that memory.</summary>
        protected Tensor _tensor;

        /// <summary>Where the memory starts.</summary>
        protected nint _tensor_data_ptr;

        protected Storage(Tensor tensor) : this(tensor, StartOf(tensor))
        {
        }

        protected Storage(Tensor tensor, nint data_ptr)
        {
            _tensor = tensor;
            _tensor_data_ptr = data_ptr;
        }

        /// <summary>The elements converted to truth values, in memory of their own.</summary>
        public Storage<bool> @bool() => As<bool>();

        /// <summary>The elements converted to unsigned 8-bit integers, in memory of their own.</summary>
        public Storage<byte> @byte() => As<byte>();

        /// <summary>The elements converted to 32-bit integers, in memory of their own.</summary>
        public Storage<int> @int() => As<int>();

        /// <summary>The elements converted to 64-bit integers, in memory of their own.</summary>
        public Storage<long> @long() => As<long>();

        /// <summary>The elements converted to 32-bit floating-point numbers, in memory of their own.</summary>
        public Storage<float> @float() => As<float>();

        /// <summary>The elements converted to 64-bit floating-point numbers, in memory of their own.</summary>
        public Storage<double> @double() => As<double>();

        /// <summary>The elements converted to complex numbers of 32-bit floating-point numbers, in memory of their own.</summary>
        public Storage<(float, float)> complex_float() => As<(float, float)>();

        /// <summary>The elements converted to complex numbers of 64-bit floating-point numbers, in memory of their own.</summary>
        public Storage<Complex> complex_double() => As<Complex>();

        /// <summary>Where the memory starts.</summary>
        public nint data_ptr() => _tensor_data_ptr;

        /// <summary>The size of the memory in bytes.</summary>
        public ulong nbytes() => (ulong)BytesOf(_tensor);

        /// <summary>The size of an element in bytes.</summary>
        public abstract int element_size();

        /// <summary>A vector of the numbers of a list, of the given type.</summary>
        protected static Tensor CreateTypedTensor<T>(ScalarType dtype, IList<T> rawArray) =>
            from_array(rawArray.ToArray(), dtype);

        Storage<T> As<T>() where T : unmanaged
        {
            using var whole = Whole(_tensor);
            using var converted = whole.to(ElementTypes.Of<T>(), copy: true);
            return new(converted);
        }

        /// <summary>The whole memory as a vector.</summary>
        private protected static Tensor Whole(Tensor tensor)
        {
            using var plain = tensor.detach();
            return Ops.as_strided.Call(plain, (long[])[BytesOf(tensor) / tensor.element_size()], (long[])[1], 0);
        }

        private protected static unsafe nint StartOf(Tensor tensor)
        {
            nint start;
            NativeError.Check(tensor.Alive(Native.mt_data(tensor.Handle, &start)));
            return start - (nint)(tensor.storage_offset() * tensor.element_size());
        }

        private protected static unsafe long BytesOf(Tensor tensor)
        {
            long bytes;
            NativeError.Check(Native.mt_storage_bytes(tensor.Handle, &bytes));
            GC.KeepAlive(tensor);
            return bytes;
        }
    }
}
