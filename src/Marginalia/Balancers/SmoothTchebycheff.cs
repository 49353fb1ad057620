using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Minimizes a smooth maximum of the preferred distances to an ideal point: mu log sum_i exp(p_i (L_i - z_i) / mu), so that
/// w_i = p_i softmax_i(p (L - z) / mu) (Lin, Zhang, Yang, Liu, Wang, Zhang 2024, arXiv 2402.19078).
/// </summary>
/// <remarks>
/// As mu goes to 0 it becomes max_i p_i (L_i - z_i), which reaches every Pareto-optimal point for some p, also where the front is not convex.
/// <see cref="LogSmoothTchebycheff"/> is the form that the authors train networks with.
/// </remarks>
public sealed class SmoothTchebycheff : LossWeighting
{
    private readonly double[] preference, ideal;
    private readonly double mu;

    /// <summary>A preference and an ideal point.</summary>
    /// <param name="preference">p [T], not negative; a task with more gets a lower loss.</param>
    /// <param name="ideal">z [T], losses that cannot all be reached, for example zeros.</param>
    /// <param name="mu">Smoothness, positive, in the unit of p L.</param>
    /// <exception cref="ArgumentException">The lengths differ, a preference is negative or none is positive, or a number is not finite.</exception>
    public SmoothTchebycheff(double[] preference, double[] ideal, double mu)
        : base(nameof(SmoothTchebycheff), preference.Length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mu);
        if (ideal.Length != preference.Length || preference.Any(p => !(p >= 0 && double.IsFinite(p))) || !preference.Any(p => p > 0) || !ideal.All(double.IsFinite))
            throw new ArgumentException(
                $"SmoothTchebycheff: preference [{string.Join(", ", preference)}] and ideal point [{string.Join(", ", ideal)}]; "
                + "pass one finite number per task in each, preferences of at least 0 and not all 0.");
        (this.preference, this.ideal, this.mu) = ([.. preference], [.. ideal], mu);
    }

    /// <summary>w_i = p_i softmax_i(p (L - z) / mu).</summary>
    public static double[] WeightsOf(double[] losses, double[] preference, double[] ideal, double mu) =>
        [.. Softmax.Scaled(Exponents(losses, preference, ideal, mu), 1).Zip(preference, (share, p) => p * share)];

    /// <summary>mu log sum_i exp(p_i (L_i - z_i) / mu).</summary>
    public static double ValueOf(double[] losses, double[] preference, double[] ideal, double mu) =>
        mu * Softmax.LogSumExp(Exponents(losses, preference, ideal, mu));

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsOf(values, preference, ideal, mu);

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) => ValueOf(values, preference, ideal, mu);

    private static double[] Exponents(double[] losses, double[] preference, double[] ideal, double mu) =>
        [.. losses.Select((loss, i) => preference[i] * (loss - ideal[i]) / mu)];
}
