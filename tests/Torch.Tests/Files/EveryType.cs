using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Files;

/// <summary>The tensors of py_every_type.pt.</summary>
static class EveryType
{
    internal static Dictionary<string, Tensor> Tensors { get; } = new()
    {
        ["bool"] = tensor([true, false, true]),
        ["uint8"] = tensor([(byte)0, (byte)255]),
        ["int8"] = tensor([sbyte.MinValue, sbyte.MaxValue]),
        ["int16"] = tensor([short.MinValue, short.MaxValue]),
        ["int32"] = tensor([1, -2, 3, int.MinValue]).reshape(2, 2),
        ["int64"] = tensor([9007199254740993, -1L]),
        ["float16"] = tensor([1f, 0.1f]).to(float16),
        ["bfloat16"] = tensor([1f, 0.1f]).to(bfloat16),
        ["float32"] = arange(24, float32).reshape(1, 2, 3, 4),
        ["float64"] = tensor(0.1),
        ["complex64"] = Complex(tensor([1f, -1f, 2f, 0.5f]).reshape(2, 2)),
        ["complex128"] = Complex(tensor([1.0, -1.0]).reshape(1, 2)),
        ["empty"] = zeros(0, 3),
        ["transposed"] = arange(6, float32).reshape(2, 3).t(),
    };

    static Tensor Complex(Tensor parts) => new Op("view_as_complex").Call(parts).clone();
}
