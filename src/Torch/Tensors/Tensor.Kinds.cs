namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True if the elements are on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>True if the elements are in the processor's memory.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>True if the type is one of the floating-point types.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>True if the type is one of the integer types or bool.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>True if the type is one of the complex types.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>True if the elements are integers that stand for numbers on a scale.</summary>
        public bool is_quantized() => torch.is_quantized(dtype);

        /// <summary>True if the tensor has a shape but no elements.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>True if only elements that are not zero are held, with their positions.</summary>
        public bool is_sparse => Alive(Native.mt_layout(Handle)) == SparseLayout;

        /// <summary>The positions of a sparse tensor's elements, a column each.</summary>
        public Tensor SparseIndices => Ops._indices.Call(this);

        /// <summary>A sparse tensor's elements.</summary>
        public Tensor SparseValues => Ops._values.Call(this);

        /// <summary>The real parts, as a view of complex elements.</summary>
        public Tensor real => Ops.real.Call(this);

        /// <summary>The imaginary parts, as a view of complex elements.</summary>
        public Tensor imag => Ops.imag.Call(this);

        const int SparseLayout = 1;
    }

    /// <summary>True for the floating-point types.</summary>
    public static bool is_floating_point(ScalarType type) => type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>True for the integer types and bool.</summary>
    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;
    public static bool is_integral(Tensor t) => t.is_integral();

    /// <summary>True for the complex types.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;
    public static bool is_complex(Tensor input) => input.is_complex();

    /// <summary>True for the types of integers that stand for numbers on a scale.</summary>
    public static bool is_quantized(ScalarType type) => type is ScalarType.QInt8 or ScalarType.QUInt8 or ScalarType.QInt32;

    /// <summary>Whether the tensor is a negated view, as a tensor.</summary>
    public static Tensor is_neg(Tensor input) => tensor(input.is_neg());

    /// <summary>The real parts, as a view of complex elements.</summary>
    public static Tensor real(Tensor input) => input.real;

    /// <summary>The imaginary parts, as a view of complex elements.</summary>
    public static Tensor imag(Tensor input) => input.imag;

    /// <summary>The number of elements.</summary>
    public static long numel(Tensor input) => input.numel();
}
