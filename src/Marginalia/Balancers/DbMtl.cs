using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Balances twice: losses by the logarithm, gradients by scaling their moving averages to the length of the longest
/// (Lin, Jiang, Ye, Zhang, Chen, Chen, Kwok 2023, "Dual-balancing for multi-task learning", DB-MTL, arXiv 2308.12029, algorithm 1).
/// </summary>
/// <remarks>
/// At step k = 1, 2, ... with beta_k = beta / k^betaDecay and buffers b = 0 at the start:
/// <code>
/// b_i &lt;- g_i / L_i + beta_k (b_i - g_i / L_i)         g_i / L_i is the gradient of log L_i
/// d   =  sum_i max_j |b_j| / |b_i| b_i                a buffer of zeros adds nothing
/// </code>
/// Contract: a head gets the gradient of log L_i, that is 1 / L_i times its own. Losses must be positive. The direction is made of averages, so
/// that <see cref="Balancer.Weights"/> stays empty. Buffers are T x P numbers of state, unless beta is 0.
/// </remarks>
public sealed class DbMtl : JacobianAggregation
{
    private const string TrackerState = "tracked_gradients";
    private readonly double beta, betaDecay;

    /// <summary>Prepares DB-MTL.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="beta">Part of the buffer that is kept, in [0, 1); 0 takes this step's gradients alone.</param>
    /// <param name="betaDecay">Exponent by which it decays.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public DbMtl(int tasks, double beta = 0.9, double betaDecay = 0)
        : base(nameof(DbMtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beta, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(betaDecay);
        (this.beta, this.betaDecay) = (beta, betaDecay);
        AddTracker(TrackerState);
    }

    /// <summary>max_j |b_j| / |b_i| of the latest step [T], 0 for a buffer of zeros; empty before the first.</summary>
    public double[] Scales { get; private set; } = [];

    /// <inheritdoc/>
    protected override bool Remembers => beta > 0;

    /// <summary>max_j n_j / n_i [T] of norms [T], 0 where a norm is 0.</summary>
    public static double[] ScalesOf(double[] norms)
    {
        double largest = norms.Max();
        return [.. norms.Select(norm => norm == 0 ? 0 : largest / norm)];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A loss is not positive.</exception>
    protected override double[] HeadWeights(double[] losses) => losses.All(loss => loss > 0)
        ? [.. losses.Select(loss => 1 / loss)]
        : throw new ArgumentException($"DbMtl: the losses at step {Steps} are [{string.Join(", ", losses)}]; logarithms need them to be positive.");

    /// <inheritdoc/>
    protected override Tensor Combine(Tensor jacobian, double[] losses)
    {
        var buffers = jacobian.div_(tensor(losses, jacobian.dtype, jacobian.device).unsqueeze(1));
        if (beta > 0)
        {
            double kept = beta / Math.Pow(Steps + 1, betaDecay);
            buffers.mul_(1 - kept);
            if (Tracked(TrackerState, jacobian) is { } before)
                buffers.add_(before, kept);
            SetTracker(TrackerState, buffers);
        }

        Scales = ScalesOf(ToArray(buffers.norm(1)));
        return Gradients.Sum(buffers.unbind(0), Scales)!;
    }
}
