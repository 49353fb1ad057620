using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element, as a number of the element type.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or <typeparamref name="T"/> is not the C# type of the elements.</exception>
        public unsafe T item<T>() where T : unmanaged
        {
            ElementTypes.Check<T>(dtype);
            if (numel() != 1) throw new ArgumentException($"Number of elements in the tensor must be 1, but it is {numel()}.");
            var here = device_type == DeviceType.CPU ? Resolved() : cpu();
            nint place;
            NativeError.Check(Native.mt_data(here.Handle, &place));
            var value = here.Alive(*(T*)place);
            if (here != (object)this) here.Dispose();
            return value;
        }

        /// <summary>The only element.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one element.</exception>
        public Scalar ToScalar() => Ops.item.CallScalar(this);

        /// <summary>The elements as Scalars: one without dimensions, else an ArrayList of what the slices along the first dimension give.</summary>
        public object tolist()
        {
            if (ndim == 0) return ToScalar();
            var list = new System.Collections.ArrayList();
            foreach (var slice in unbind())
            {
                list.Add(slice.tolist());
                slice.Dispose();
            }
            return list;
        }

        /// <summary>The elements, row by row; they can be read and written. Elements on a GPU are copied first.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(device_type == DeviceType.CPU ? Resolved() : Resolved().cpu());

        /// <summary>The element at a place in memory, counted from the first.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
        /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
        public T ReadCpuValue<T>(long i) where T : unmanaged => data<T>().At(i);

        /// <summary>The element at a place, of a tensor of truth values.</summary>
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <summary>The element at a place, of a tensor of unsigned 8-bit integers.</summary>
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        /// <summary>The element at a place, of a tensor of 8-bit integers.</summary>
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        /// <summary>The element at a place, of a tensor of 16-bit integers.</summary>
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        /// <summary>The element at a place, of a tensor of 32-bit integers.</summary>
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        /// <summary>The element at a place, of a tensor of 64-bit integers.</summary>
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        /// <summary>The element at a place, of a tensor of 16-bit floating-point numbers.</summary>
        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        /// <summary>The element at a place, of a tensor of 16-bit floating-point numbers with the range of 32 bits.</summary>
        public float ReadCpuBFloat16(long i) => ReadCpuValue<BFloat16>(i).ToSingle();

        /// <summary>The element at a place, of a tensor of 32-bit floating-point numbers.</summary>
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        /// <summary>The element at a place, of a tensor of 64-bit floating-point numbers.</summary>
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <summary>The tensor, or a copy if its memory does not hold the elements as they read: libtorch puts off conjugation, negation and zeros.</summary>
        Tensor Resolved() => Alive(Native.mt_is_lazy(Handle)) == 0 ? this : clone();
    }
}
