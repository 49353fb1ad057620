using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>One example of a data set, as named tensors.</summary>
public sealed class Sample : IDisposable
{
    private readonly IReadOnlyDictionary<string, Tensor> tensors;

    /// <summary>Takes ownership of the tensors; they outlive a surrounding dispose scope.</summary>
    /// <param name="tensors">Name and tensor, without a dimension for the examples.</param>
    public Sample(params IEnumerable<(string Name, Tensor Tensor)> tensors) =>
        this.tensors = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor.DetachFromDisposeScope());

    /// <summary>Names of the tensors.</summary>
    public IEnumerable<string> Names => tensors.Keys;

    /// <summary>The tensor of that name; it stays the sample's.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public Tensor this[string name] => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException($"Sample: no tensor is named '{name}'; there are {string.Join(", ", tensors.Keys)}.");

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }
}
