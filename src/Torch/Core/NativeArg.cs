using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The kinds of argument that the shim understands; same order as in dispatcher.cpp.</summary>
enum ArgKind
{
    None, Tensor, Int, Double, Bool, Ints, Doubles, Bools, Tensors, OptionalTensors, String, Device, Generator, Complex,
}

/// <summary>An argument or a result as it crosses to native code.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
struct NativeArg
{
    [FieldOffset(0)] internal ArgKind Kind;
    [FieldOffset(4)] internal int Count;
    [FieldOffset(8)] internal long Int;
    [FieldOffset(8)] internal double Double;
    [FieldOffset(8)] internal nint Pointer;
}
