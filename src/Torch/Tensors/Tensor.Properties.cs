namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of dimensions.</summary>
        public long ndim => dim();

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => dim();

        /// <summary>The number of dimensions.</summary>
        public long dim() => Alive(Native.mt_dim(Handle));

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => numel();

        /// <summary>The number of elements.</summary>
        public long numel() => Alive(Native.mt_numel(Handle));

        /// <summary>Bytes per element.</summary>
        public long ElementSize => element_size();

        /// <summary>Bytes per element.</summary>
        public long element_size() => dtype.ElementSize();

        /// <summary>The length of every dimension.</summary>
        public long[] shape => size();

        /// <summary>The length of every dimension.</summary>
        public unsafe long[] size()
        {
            var sizes = new long[dim()];
            fixed (long* target = sizes) Native.mt_sizes(Handle, target);
            return Alive(sizes);
        }

        /// <summary>The length of one dimension; negative ones count from the last.</summary>
        /// <exception cref="IndexOutOfRangeException">There is no such dimension.</exception>
        public long size(int dim) => size() is var sizes ? sizes[dim < 0 ? sizes.Length + dim : dim] : 0;

        /// <summary>For every dimension, how many elements lie between neighbours.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* target = strides) NativeError.Check(Native.mt_strides(Handle, target));
            return Alive(strides);
        }

        /// <summary>How many elements lie between neighbours along one dimension.</summary>
        public long stride(int dim) => stride() is var strides ? strides[dim < 0 ? strides.Length + dim : dim] : 0;

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Alive(Native.mt_dtype(Handle));

        /// <summary>Where the elements are.</summary>
        public Device device => DeviceOf() is var (type, index) ? new Device(type, type == DeviceType.CPU ? -1 : index) : CPU;

        /// <summary>The kind of device where the elements are.</summary>
        public DeviceType device_type => DeviceOf().Type;

        /// <summary>The index of that device; -1 for the processor.</summary>
        public int device_index => DeviceOf().Index;

        /// <summary>True if the elements lie one after the other in row-major order.</summary>
        public bool is_contiguous()
        {
            var (sizes, strides) = (size(), stride());
            long expected = 1;
            for (var i = sizes.Length - 1; i >= 0; i--)
            {
                if (sizes[i] == 0) return true;
                if (sizes[i] != 1 && strides[i] != expected) return false;
                expected *= sizes[i];
            }
            return true;
        }

        /// <summary>Where in its memory the tensor starts, in elements.</summary>
        public unsafe long storage_offset()
        {
            long offset;
            NativeError.Check(Alive(Native.mt_storage_offset(Handle, &offset)));
            return offset;
        }

        /// <summary>The transpose with all dimensions reversed.</summary>
        public Tensor T => Ops.numpy_T.Call(this);

        /// <summary>The transpose of the last two dimensions.</summary>
        public Tensor mT => Ops.mT.Call(this);

        /// <summary>The transpose of a matrix, complex elements conjugated.</summary>
        public Tensor H => Ops.matrix_H.Call(this);

        /// <summary>The transpose of the last two dimensions, complex elements conjugated.</summary>
        public Tensor mH => Ops.mH.Call(this);

        unsafe (DeviceType Type, int Index) DeviceOf()
        {
            int index;
            var type = (DeviceType)Native.mt_device(Handle, &index);
            return Alive((type, index));
        }

        internal TValue Alive<TValue>(TValue value)
        {
            GC.KeepAlive(this);
            return value;
        }
    }
}
