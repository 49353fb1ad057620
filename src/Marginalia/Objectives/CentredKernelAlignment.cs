using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>How alike the features of two networks are (Kornblith et al. 2019, "Similarity of neural network representations revisited", arXiv 1905.00414).</summary>
public static class CentredKernelAlignment
{
    /// <summary>
    /// ||Y^T X||^2 / (||X^T X|| ||Y^T Y||) of centred features, 0 to 1. Rotations, reflections and a common scale of X or of Y do not change it; 0
    /// where a feature is the same for all examples. It depends on the number of examples: the fewer, the larger.
    /// </summary>
    /// <param name="x">Features [N, C, ...] of N examples; what is beyond the first dimension counts as one vector.</param>
    /// <param name="y">Features [N, C', ...] of the same examples.</param>
    /// <exception cref="ArgumentException">The numbers of examples differ or are less than 2.</exception>
    public static Tensor Linear(Tensor x, Tensor y)
    {
        if (x.dim() < 2 || y.dim() < 2 || x.shape[0] != y.shape[0] || x.shape[0] < 2)
            throw new ArgumentException(
                $"CentredKernelAlignment: features [{string.Join(", ", x.shape)}] and [{string.Join(", ", y.shape)}] are given; expected [N, ...] for both, of 2 or more examples.");

        // By the Gramians [N, N] of the examples, which is less work than by the features when there are few.
        static Tensor Gramian(Tensor features)
        {
            var flat = features.flatten(1);
            var centred = flat - flat.mean([0L], keepdim: true);
            return centred.matmul(centred.t());
        }

        static Tensor Unit(Tensor gramian) => gramian / gramian.norm().clamp_min(finfo(gramian.dtype).tiny);
        return (Unit(Gramian(x)) * Unit(Gramian(y))).sum(); // each of norm 1 before they meet, so that the slope at 0 / 0 stays finite
    }
}
