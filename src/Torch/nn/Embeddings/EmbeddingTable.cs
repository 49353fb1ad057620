using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What Embedding and EmbeddingBag are told about their table.</summary>
sealed class EmbeddingTable
{
    readonly long rows;
    readonly double? longest;
    readonly double norm;

    internal EmbeddingTable(long rows, long? padding, double? longest, double norm, bool scaleGradient, bool sparse)
    {
        if (padding is { } index && (index >= rows || index < -rows)) throw new ArgumentException($"Padding_idx must be within num_embeddings: it is {index}, and there are {rows} rows.");
        (this.rows, this.longest, this.norm) = (rows, longest, norm);
        Padding = padding is { } place ? place < 0 ? place + rows : place : -1;
        (ScaleGradient, Sparse) = (scaleGradient, sparse);
    }

    /// <summary>The row that is not trained, or -1.</summary>
    internal long Padding { get; }

    internal bool ScaleGradient { get; }

    internal bool Sparse { get; }

    /// <summary>A table drawn normally, whose padding row is zero.</summary>
    internal Parameter Draw(long width, Device? device, ScalarType? dtype)
    {
        var weight = nn.NewParameter([rows, width], dtype, device);
        nn.init.normal_(weight);
        if (Padding < 0) return weight;
        using var quiet = no_grad();
        using var row = weight.select(0, Padding);
        row.zero_();
        return weight;
    }

    /// <summary>A table that somebody else has made.</summary>
    internal static Parameter Take(Tensor embeddings, bool freeze, Device? device, ScalarType? dtype)
    {
        if (embeddings.dim() != 2) throw new ArgumentException($"The embeddings have {embeddings.dim()} dimensions; expected 2, [rows, numbers in a row].", nameof(embeddings));
        using var moved = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device);
        return new(moved, !freeze);
    }

    /// <summary>Shortens the rows that are about to be looked up, if there is a longest norm.</summary>
    internal void Renormalize(Parameter weight, Tensor numbers)
    {
        if (longest is not { } limit) return;
        using var quiet = no_grad();
        using var dense = numbers.contiguous();
        Ops.embedding_renorm_.Do(weight, dense, limit, norm);
    }
}
