using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A data set of tensors that are already there: see <see cref="utils.data.TensorDataset"/>.</summary>
public class TensorDataset : utils.data.IterableDataset
{
    readonly Tensor[] tensors;

    internal TensorDataset(Tensor[] tensors)
    {
        if (tensors is null or []) throw new ArgumentNullException(nameof(tensors));
        foreach (var tensor in tensors)
            if (tensor.dim() == 0 || tensor.shape[0] != tensors[0].shape[0])
                throw new ArgumentException($"The first dimensions must be equal, but the shapes are {string.Join(" and ", tensors.Select(t => $"[{string.Join(", ", t.shape)}]"))}.", nameof(tensors));
        this.tensors = [.. tensors.Select(t => Ops.alias.Call(t).DetachFromDisposeScope())];
        Count = tensors[0].shape[0];
    }

    public override long Count { get; }

    /// <summary>The slices of all tensors at <paramref name="index"/>.</summary>
    public IList<Tensor> this[long index] => GetTensor(index);

    public override IList<Tensor> GetTensor(long index) => [.. tensors.Select(t => Ops.select_int.Call(t, 0, index))];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var tensor in tensors)
                tensor.Dispose();
        base.Dispose(disposing);
    }
}
