using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Products and copies, in float64, of a J whose rows are lists of tensors, one for each of the places that they are gradients of; null is zero.
/// </summary>
internal static class Jacobians
{
    private const long BlockEntries = 1 << 17; // 1 MB, which stays in a cache
    private const int RowsAtOnce = 10;

    /// <summary>J J' [T, T].</summary>
    public static Tensor Gramian(Tensor?[][] rows, Tensor[] places) => Gramian(Blocks(rows, places), rows.Length, places[0].device);

    /// <summary>J J' [T, T] of J [T, P] in float64.</summary>
    public static Tensor Gramian(Tensor jacobian) =>
        Gramian(jacobian.split(Width((int)jacobian.shape[0]), 1), (int)jacobian.shape[0], jacobian.device);

    /// <summary>J K' [T, T], where K has the same places.</summary>
    public static Tensor Product(Tensor?[][] left, Tensor?[][] right, Tensor[] places)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var product = zeros(left.Length, right.Length, dtype: ScalarType.Float64, device: places[0].device);
        foreach (var (block, other) in Blocks(left, places).Zip(Blocks(right, places)))
        {
            product.add_(block.matmul(other.t()));
            block.Dispose();
            other.Dispose();
        }

        return product.MoveToOuterDisposeScope();
    }

    /// <summary>J [T, P].</summary>
    public static Tensor Matrix(Tensor?[][] rows, Tensor[] places)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var jacobian = empty(rows.Length, places.Sum(place => place.numel()), dtype: ScalarType.Float64, device: places[0].device);
        long from = 0;
        foreach (var block in Blocks(rows, places))
        {
            jacobian.narrow(1, from, block.shape[1]).copy_(block);
            from += block.shape[1];
            block.Dispose();
        }

        return jacobian.MoveToOuterDisposeScope();
    }

    // The lower triangle is computed, a few rows at a time, and copied to the upper one.
    private static Tensor Gramian(IEnumerable<Tensor> blocks, int size, Device device)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var gramian = zeros(size, size, dtype: ScalarType.Float64, device: device);
        foreach (var block in blocks)
        {
            for (int from = 0; from < size; from += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, size - from);
                gramian.narrow(0, from, count).narrow(1, 0, from + count).add_(block.narrow(0, from, count).matmul(block.narrow(0, 0, from + count).t()));
            }

            block.Dispose();
        }

        return gramian.tril().add_(gramian.tril(-1).t()).MoveToOuterDisposeScope();
    }

    private static long Width(int tasks) => Math.Max(1, BlockEntries / tasks);

    // J a few columns at a time: a part of a large tensor, or several small ones.
    private static IEnumerable<Tensor> Blocks(Tensor?[][] rows, Tensor[] places)
    {
        long most = Width(rows.Length), columns = 0;
        List<Tensor> pieces = [];
        for (int k = 0; k < places.Length; k++)
        {
            long size = places[k].numel();
            if (columns > 0 && columns + size > most)
            {
                yield return Joined(pieces);
                columns = 0;
            }

            Tensor[] flat = [.. rows.Select(row => Flat(row[k], places[k]))];
            if (size <= most)
            {
                pieces.Add(stack(flat));
                columns += size;
                continue;
            }

            for (long from = 0; from < size; from += most)
            {
                using var piece = stack(flat.Select(gradient => gradient.narrow(0, from, Math.Min(most, size - from))));
                yield return piece.to(ScalarType.Float64, copy: true);
            }
        }

        if (pieces.Count > 0)
            yield return Joined(pieces);
    }

    private static Tensor Flat(Tensor? gradient, Tensor place) =>
        gradient is null ? zeros(place.numel(), place.dtype, place.device) : gradient.dim() == 1 ? gradient : gradient.reshape(-1);

    private static Tensor Joined(List<Tensor> pieces)
    {
        using var joined = cat([.. pieces], 1);
        foreach (var piece in pieces)
            piece.Dispose();
        pieces.Clear();
        return joined.to(ScalarType.Float64, copy: true);
    }
}
