using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element, as a number of the element type.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements, or there is not exactly one.</exception>
        public unsafe T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"Number of elements in the tensor must be 1, but it is {numel()}.");
            Utils.TensorAccessor<T>.Check(dtype);
            if (device_type != DeviceType.CPU)
            {
                using var here = cpu();
                return here.item<T>();
            }
            nint place;
            NativeError.Check(Native.mt_data(Handle, &place));
            return Alive(*(T*)place);
        }

        /// <summary>The only element.</summary>
        public Scalar ToScalar() => Ops.item.CallScalar(this);

        /// <summary>The elements, row by row; they can be read and written. Elements on a GPU are copied first.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(device_type == DeviceType.CPU ? this : cpu());

        /// <summary>An element by its place in row-major order.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
        public T ReadCpuValue<T>(long i) where T : unmanaged => data<T>()[i];

        /// <summary>An element of type Bool by its place in row-major order.</summary>
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <summary>An element of type Byte by its place in row-major order.</summary>
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        /// <summary>An element of type Int8 by its place in row-major order.</summary>
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        /// <summary>An element of type Int16 by its place in row-major order.</summary>
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        /// <summary>An element of type Int32 by its place in row-major order.</summary>
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        /// <summary>An element of type Int64 by its place in row-major order.</summary>
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        /// <summary>An element of type Float32 by its place in row-major order.</summary>
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        /// <summary>An element of type Float64 by its place in row-major order.</summary>
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);
        /// <summary>An element of type BFloat16 by its place in row-major order.</summary>
        public float ReadCpuBFloat16(long i) => Widened(i, ScalarType.BFloat16);

        /// <summary>An element of type Float16 by its place in row-major order.</summary>
        public float ReadCpuFloat16(long i) => Widened(i, ScalarType.Float16);

        float Widened(long i, ScalarType expected)
        {
            if (dtype != expected) throw new ArgumentException($"A tensor of {dtype} has no elements of type {expected}.");
            if (i < 0 || i >= numel()) throw new IndexOutOfRangeException();
            using var flat = flatten();
            using var element = flat.select(0, i);
            return element.ToSingle();
        }
    }
}
