using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>A data set held in memory: named tensors [N, ...], of which example i is row i.</summary>
public class TensorDataset : Dataset
{
    private readonly Dictionary<string, Tensor> tensors;

    /// <summary>Takes ownership of the tensors; they outlive a surrounding dispose scope.</summary>
    /// <param name="tensors">Name and tensor [N, ...], the network's input first.</param>
    /// <exception cref="ArgumentException">There is no tensor, or their first dimensions differ.</exception>
    public TensorDataset(params (string Name, Tensor Tensor)[] tensors)
    {
        this.tensors = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor.DetachFromDisposeScope());
        Names = [.. tensors.Select(pair => pair.Name)];
        Count = Batch.CountOf(this.tensors);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <summary>All examples of one name [N, ...]; the tensor stays the data set's.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those that there are.</exception>
    public Tensor this[string name] => tensors.TryGetValue(name, out var whole)
        ? whole
        : throw new KeyNotFoundException($"{GetType().Name}: no tensor is named '{name}'; there are {string.Join(", ", Names)}.");

    /// <inheritdoc/>
    public override Batch Get(long[] indices)
    {
        CheckIndices(indices);
        using var rows = tensor(indices);
        return new Batch(Names.ToDictionary(name => name, name => tensors[name].index_select(0, rows)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        base.Dispose(disposing);
    }
}
