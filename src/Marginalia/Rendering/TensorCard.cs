using System.Globalization;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>A tensor: shape, type, place, statistics; its values where they fit, or the picture that they are.</summary>
internal static class TensorCard
{
    public static Card Of(Tensor tensor)
    {
        if (tensor.IsInvalid)
            return new("Tensor", "(disposed: it has no values any more)");
        using var scope = NewDisposeScope();
        using var without = no_grad();
        var card = new Card("Tensor", $"{Shape(tensor)} · {Type(tensor.dtype)} · {tensor.device}{(tensor.requires_grad ? " · requires grad" : "")}");
        if (tensor.numel() == 0 || tensor.device.type == TorchSharp.DeviceType.META || tensor.is_quantized())
            return card with { Remarks = [tensor.numel() == 0 ? "no values" : "values are not shown"] };
        if (tensor.is_sparse)
            return card with { Remarks = ["sparse; values are not shown"] };
        var values = tensor.detach();
        if (values.device.type is not (TorchSharp.DeviceType.CPU or TorchSharp.DeviceType.CUDA))
            values = values.cpu(); // other devices lack 64-bit numbers
        var statistics = TensorStatistics.Of(values);
        var pictures = TensorPictures.Of(values, statistics);
        return card with
        {
            Remarks = statistics is null ? [] : [statistics.ToString()],
            Pictures = pictures,
            Table = pictures.Count > 0 ? null : TensorValues.Of(values),
        };
    }

    /// <summary>For instance <c>[3, 224, 224]</c>.</summary>
    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The type's name in PyTorch: <c>float32</c>.</summary>
    public static string Type(ScalarType type) => type.ToString().ToLowerInvariant() switch { "byte" => "uint8", var name => name };
}
