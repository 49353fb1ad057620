using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>The arrays that a generator fills in, example after example, in the layout of the tensors.</summary>
internal sealed class FieldArrays(int count)
{
    private readonly List<(string Name, Func<Tensor> ToTensor)> fields = [];

    /// <summary>A field of float32; <paramref name="shape"/> is that of one example.</summary>
    public FieldArray<float> Floats(string name, params long[] shape)
    {
        var array = FieldArray<float>.Of(count, shape);
        fields.Add((name, () => tensor(array.Values, [count, .. shape])));
        return array;
    }

    /// <summary>A field of int64.</summary>
    public FieldArray<long> Integers(string name, params long[] shape)
    {
        var array = FieldArray<long>.Of(count, shape);
        fields.Add((name, () => tensor(array.Values, [count, .. shape])));
        return array;
    }

    /// <summary>The tensors [count, ...], in the order in which the fields were asked for.</summary>
    public (string Name, Tensor Tensor)[] ToTensors() => [.. fields.Select(field => (field.Name, field.ToTensor()))];
}
