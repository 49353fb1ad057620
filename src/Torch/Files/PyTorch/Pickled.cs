using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A name that a pickle refers to; one of those that <see cref="PickleNames"/> allows.</summary>
sealed record PickledName(string Name);

/// <summary>A dictionary; pairs stay in the order of the file.</summary>
sealed class PickledDict
{
    internal List<(object? Key, object? Value)> Pairs { get; } = [];
}

/// <summary>Where the elements of tensors are kept in a file.</summary>
sealed record PickledStorage(string Key, ScalarType Type, long Count);

/// <summary>A view of a storage, checked against its bounds.</summary>
sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides, bool RequiresGrad)
{
    const int MostDimensions = 64;

    /// <summary>True if the tensor is the whole storage in row-major order.</summary>
    internal bool IsWhole
    {
        get
        {
            Int128 expected = 1;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected) return false;
                expected *= Shape[i];
            }
            return Offset == 0 && expected == Storage.Count;
        }
    }

    /// <summary>What is wrong with the view, or null.</summary>
    internal string? Fault()
    {
        if (Shape.Length != Strides.Length || Shape.Length > MostDimensions) return $"a tensor has {Shape.Length} lengths and {Strides.Length} strides";
        if (Offset < 0 || Shape.Any(l => l < 0) || Strides.Any(s => s < 0)) return "a tensor has a negative length, stride or offset";
        if (FileElements.Bytes(Storage.Type, Shape) < 0) return $"a tensor has the impossible shape {FileElements.Text(Shape)}";
        if (RequiresGrad && !FileElements.HasGradient(Storage.Type)) return $"a tensor of {Storage.Type} requires a gradient";
        Int128 last = Offset;
        for (var i = 0; i < Shape.Length; i++) last += (Int128)Math.Max(0, Shape[i] - 1) * Strides[i];
        var empty = Shape.Contains(0);
        return (empty ? Offset <= Storage.Count : last < Storage.Count) ? null : $"a tensor of shape {FileElements.Text(Shape)} reaches beyond its storage of {Storage.Count} elements";
    }
}
