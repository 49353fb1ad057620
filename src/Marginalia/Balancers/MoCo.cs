using Marginalia.Balancers.Solvers;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Tracks every task's gradient by a moving average and follows the weights of least norm of the averages, which takes the bias of noisy
/// gradients away (Fernando, Shen, Liu, Chaudhury, Murugesan, Chen 2023, arXiv 2210.12624, algorithm 1).
/// </summary>
/// <remarks>
/// At step k = 1, 2, ... with beta_k = beta / k^betaDecay, gamma_k = gamma / k^gammaDecay, y = 0 and lambda = 1/T at the start:
/// <code>
/// h_i    =  L_i g_i / (|g_i| + 1e-8)        or g_i, as the paper writes it, where gradients are not normalized
/// y_i    &lt;- y_i - beta_k (y_i - h_i)
/// lambda &lt;- project(lambda - gamma_k (Y Y' + rho I) lambda)
/// d      =  Y' lambda
/// </code>
/// The direction is made of averages, not of this step's gradients, so that <see cref="Balancer.Weights"/> stays empty. Y is T x P numbers of state.
/// </remarks>
public sealed class MoCo : JacobianAggregation
{
    private const string LambdaState = "lambda", TrackerState = "tracked_gradients";
    private readonly double beta, betaDecay, gamma, gammaDecay, rho;
    private readonly MoCoProjection projection;
    private readonly bool normalize;

    /// <summary>Starts at lambda_i = 1/T.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="beta">Rate of the averages, in (0, 1].</param>
    /// <param name="betaDecay">Exponent by which it decays.</param>
    /// <param name="gamma">Rate of lambda.</param>
    /// <param name="gammaDecay">Exponent by which it decays.</param>
    /// <param name="rho">Pull to equal weights.</param>
    /// <param name="projection">How lambda is kept on the simplex.</param>
    /// <param name="normalize">Whether gradients get the length of their loss before they are averaged, as in LibMTL.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public MoCo(
        int tasks,
        double beta = 0.5,
        double betaDecay = 0.5,
        double gamma = 0.1,
        double gammaDecay = 0.5,
        double rho = 0,
        MoCoProjection projection = MoCoProjection.Simplex,
        bool normalize = true)
        : base(nameof(MoCo), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(beta, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(betaDecay);
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        ArgumentOutOfRangeException.ThrowIfNegative(gammaDecay);
        ArgumentOutOfRangeException.ThrowIfNegative(rho);
        (this.beta, this.betaDecay, this.gamma, this.gammaDecay, this.rho) = (beta, betaDecay, gamma, gammaDecay, rho);
        (this.projection, this.normalize) = (projection, normalize);
        AddState(LambdaState, [.. Enumerable.Repeat(1.0 / tasks, tasks)]);
        AddTracker(TrackerState);
    }

    /// <summary>The weights lambda [T] of the averages.</summary>
    public double[] Lambda => GetState(LambdaState);

    /// <inheritdoc/>
    protected override bool Remembers => true;

    /// <summary>The next lambda [T], from the averages' Gramian Y Y' [T, T].</summary>
    public static double[] LambdaOf(double[,] gramian, double[] lambda, double gamma, double rho, MoCoProjection projection)
    {
        double[] moved =
        [
            .. lambda.Select((weight, i) => weight - gamma * (lambda.Select((other, j) => gramian[i, j] * other).Sum() + rho * weight)),
        ];
        return projection == MoCoProjection.Softmax ? Softmax.Scaled(moved, 1) : SimplexProjection.Project(moved);
    }

    /// <inheritdoc/>
    protected override Tensor Combine(Tensor jacobian, double[] losses)
    {
        double step = Steps + 1;
        double rate = beta / Math.Pow(step, betaDecay);
        if (normalize)
            jacobian.mul_(tensor(losses, jacobian.dtype, jacobian.device).unsqueeze(1).div(jacobian.norm(1, keepdim: true) + 1e-8));
        var tracked = jacobian.mul_(rate);
        if (Tracked(TrackerState, jacobian) is { } before)
            tracked.add_(before, 1 - rate);
        SetTracker(TrackerState, tracked);

        var lambda = LambdaOf(Gradients.ToMatrix(Jacobians.Gramian(tracked)), Lambda, gamma / Math.Pow(step, gammaDecay), rho, projection);
        SetState(LambdaState, lambda);
        return Gradients.Sum(tracked.unbind(0), lambda)!;
    }
}
