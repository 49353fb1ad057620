using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Gives every entry of the gradient to one sign, drawn with the odds of the two signs' pull
/// (Chen, Ngiam, Huang, Luong, Kretzschmar, Chai, Anguelov 2020, "Just pick a sign", arXiv 2010.06808, algorithm 1).
/// </summary>
/// <remarks>
/// For every column k of J:
/// <code>
/// P_k  = (1 + sum_i J_ik / sum_i |J_ik|) / 2        purity: 1 where all tasks pull up, 0 where all pull down
/// m_ik = 1 if (P_k > U_k and J_ik > 0) or (P_k &lt; U_k and J_ik &lt; 0), else l_i,   U_k uniform on [0, 1)
/// d_k  = sum_i m_ik J_ik
/// </code>
/// Without leak the expectation of d over U is the plain sum. The paper masks gradients of activations multiplied by their sign and summed over
/// the batch; here a column is a parameter or, at the representation, an entry of z for one example. U is a function of the seed and of the step.
/// </remarks>
public sealed class GradDrop : JacobianAggregation
{
    private readonly double[] leak;
    private readonly long seed;

    /// <summary>Prepares GradDrop.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="leak">l_i, the part of a task's gradient that passes the mask, in [0, 1] [T]; null is 0 for all, the paper's default.</param>
    /// <param name="seed">Seed of U.</param>
    /// <exception cref="ArgumentException">The leaks are not T numbers from 0 to 1.</exception>
    public GradDrop(int tasks, double[]? leak = null, long seed = 0)
        : base(nameof(GradDrop), tasks)
    {
        (this.leak, this.seed) = (leak ?? new double[tasks], seed);
        if (this.leak.Length != tasks || this.leak.Any(part => part is not (>= 0 and <= 1)))
            throw new ArgumentException($"GradDrop: leaks are [{string.Join(", ", this.leak)}]; expected {tasks} numbers from 0 to 1.", nameof(leak));
    }

    /// <summary>U [P], the same at every step, in place of draws; null draws.</summary>
    internal double[]? Uniform { get; init; }

    /// <summary>The direction [P] of J [T, P], given U [P] and the leaks [T].</summary>
    public static Tensor DirectionOf(Tensor jacobian, Tensor uniform, double[] leak) =>
        Jacobians.ByColumns(jacobian, (columns, from) => Part(columns, uniform.narrow(0, from, columns.shape[1]), leak));

    private static Tensor Part(Tensor jacobian, Tensor uniform, double[] leak)
    {
        if (leak.All(part => part == 0))
        {
            var part = jacobian.clamp(min: 0);
            var up = part.sum(dim: 0);
            var down = part.sub_(jacobian).sum(dim: 0);
            var above = up.div(up.add(down)).sub_(uniform); // P - U; NaN, which keeps nothing, in a column of zeros
            return up.mul_(above.gt(0)).sub_(down.mul_(above.lt(0)));
        }

        var purity = jacobian.sum(dim: 0).div(jacobian.abs().sum(dim: 0)).add(1).div(2); // NaN, which keeps nothing, in a column of zeros
        var kept = purity.gt(uniform).logical_and(jacobian.gt(0)).logical_or(purity.lt(uniform).logical_and(jacobian.lt(0)));
        var leaks = tensor(leak, jacobian.dtype, jacobian.device).unsqueeze(1);
        return where(kept, jacobian, jacobian.mul(leaks)).sum(dim: 0);
    }

    /// <inheritdoc/>
    protected override Tensor Combine(Tensor jacobian, double[] losses)
    {
        var uniform = Uniform ?? Draw((int)jacobian.shape[1]);
        return DirectionOf(jacobian, tensor(uniform, jacobian.dtype, jacobian.device), leak);
    }

    private double[] Draw(int count)
    {
        var random = new SeededRandom(seed, Steps);
        var uniform = new double[count];
        for (int k = 0; k < count; k++)
            uniform[k] = random.NextDouble();
        return uniform;
    }
}
