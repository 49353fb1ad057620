using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>Products of large J [T, P], in float64, a few columns at a time, so that what is worked on stays in a cache.</summary>
internal static class Jacobians
{
    private const long BlockEntries = 1 << 17; // 1 MB of float64
    private const int RowsAtOnce = 10;

    /// <summary>J J' [T, T] in float64: the lower triangle is computed, a few rows at a time, and copied to the upper one.</summary>
    public static Tensor Gramian(Tensor jacobian)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int size = (int)jacobian.shape[0];
        var gramian = zeros(size, size, dtype: ScalarType.Float64, device: jacobian.device);
        foreach (var columns in Blocks(jacobian))
        {
            using var block = columns.to(ScalarType.Float64, copy: true);
            for (int from = 0; from < size; from += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, size - from);
                gramian.narrow(0, from, count).narrow(1, 0, from + count).add_(block.narrow(0, from, count).matmul(block.narrow(0, 0, from + count).t()));
            }
        }

        return gramian.tril().add_(gramian.tril(-1).t()).MoveToOuterDisposeScope();
    }

    /// <summary>J K' [T, T] in float64, where K [T, P] has the same columns.</summary>
    public static Tensor Product(Tensor left, Tensor right)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var product = zeros(left.shape[0], right.shape[0], dtype: ScalarType.Float64, device: left.device);
        foreach (var (columns, others) in Blocks(left).Zip(Blocks(right)))
        {
            using var block = columns.to(ScalarType.Float64, copy: true);
            using var other = others.to(ScalarType.Float64, copy: true);
            product.add_(block.matmul(other.t()));
        }

        return product.MoveToOuterDisposeScope();
    }

    /// <summary>The direction [P] of a method that makes each entry of a column alone.</summary>
    /// <param name="jacobian">J [T, P].</param>
    /// <param name="direction">The direction of some of the columns, given those and the index of the first.</param>
    public static Tensor ByColumns(Tensor jacobian, Func<Tensor, long, Tensor> direction)
    {
        using var scope = NewDisposeScope();
        List<Tensor> parts = [];
        long from = 0;
        foreach (var columns in Blocks(jacobian))
        {
            using var part = NewDisposeScope();
            parts.Add(direction(columns, from).MoveToOuterDisposeScope());
            from += columns.shape[1];
        }

        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>J a few columns at a time, as views.</summary>
    public static Tensor[] Blocks(Tensor jacobian) => jacobian.split(Math.Max(1, BlockEntries / jacobian.shape[0]), 1);
}
