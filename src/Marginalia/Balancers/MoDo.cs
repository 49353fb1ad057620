using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Follows the weights of least norm by one projected gradient step per training step, with double sampling
/// (Chen, Fernando, Ying, Chen 2023, "Three-way trade-off in multi-objective learning", arXiv 2305.20057, algorithm 1).
/// </summary>
/// <remarks>
/// <code>
/// lambda &lt;- project(lambda - gamma (J1 J2' lambda + rho lambda))   onto the simplex, from 1/T
/// d      =  J3' lambda
/// </code>
/// </remarks>
public sealed class MoDo : DoubleSamplingAggregation
{
    private const string LambdaState = "lambda";
    private readonly double gamma, rho;

    /// <summary>Starts at lambda_i = 1/T.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="gamma">Rate of lambda.</param>
    /// <param name="rho">Pull to equal weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">gamma or rho is negative.</exception>
    public MoDo(int tasks, double gamma = 1e-3, double rho = 0.1)
        : base(nameof(MoDo), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        ArgumentOutOfRangeException.ThrowIfNegative(rho);
        (this.gamma, this.rho) = (gamma, rho);
        AddState(LambdaState, [.. Enumerable.Repeat(1.0 / tasks, tasks)]);
    }

    /// <summary>The next lambda [T], from G = J1 J2' [T, T].</summary>
    public static double[] WeightsOf(double[,] gramian, double[] lambda, double gamma, double rho) =>
        SimplexProjection.Project([.. lambda.Select((weight, i) =>
            weight - gamma * (lambda.Select((other, j) => gramian[i, j] * other).Sum() + rho * weight))]);

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian)
    {
        var lambda = WeightsOf(gramian, GetState(LambdaState), gamma, rho);
        SetState(LambdaState, lambda);
        return lambda;
    }
}
