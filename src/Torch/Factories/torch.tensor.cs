using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    // One number makes a tensor of no dimensions. Arrays and lists: torch.tensor.template.

    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) => FromNumber(scalar, null, device, requires_grad);
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) => FromNumber(scalar, null, device, requires_grad);
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) => FromNumber(scalar, null, device, requires_grad);
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) => FromNumber(scalar, null, device, requires_grad);
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => FromNumber(scalar, null, device, requires_grad);
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor(BFloat16 scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor(Complex scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor((float Real, float Imaginary) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(scalar, dtype, device, requires_grad);
    public static Tensor tensor((double Real, double Imaginary) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(new Complex(scalar.Real, scalar.Imaginary), dtype, device, requires_grad);
    public static Tensor tensor(float real, float imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber((real, imaginary), dtype, device, requires_grad);
    public static Tensor tensor(double real, double imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromNumber(new Complex(real, imaginary), dtype, device, requires_grad);

    public static Tensor tensor(int[] rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromData<int>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    static Tensor FromNumber<T>(T number, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        FromData([number], [], dtype, device, requires_grad, null);
}
