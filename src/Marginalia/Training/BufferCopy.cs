using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>A copy of a network's buffers, which a forward pass changes (running means, counters of masks), to go back to.</summary>
internal sealed class BufferCopy(IReadOnlyList<Tensor> buffers) : IDisposable
{
    private readonly Tensor[] copies = [.. buffers.Select(buffer => buffer.clone().DetachFromDisposeScope())];

    public void Restore()
    {
        using var off = no_grad();
        foreach (var (buffer, copy) in buffers.Zip(copies))
            buffer.copy_(copy);
    }

    public void Dispose() => Array.ForEach(copies, copy => copy.Dispose());
}
