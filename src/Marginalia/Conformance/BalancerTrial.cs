using Marginalia.Balancers;

namespace Marginalia.Conformance;

/// <summary>A balancer on an <see cref="AffineModel"/>, which stands still while the case says what its losses and their gradients are.</summary>
/// <param name="balancer">The balancer; disposed with the trial.</param>
/// <param name="parameters">Length of a gradient.</param>
internal sealed class BalancerTrial(Balancer balancer, int parameters) : IDisposable
{
    private readonly AffineModel model = new(balancer.TaskCount, parameters);

    /// <summary>What the latest step wrote to <c>.grad</c>.</summary>
    public double[] Direction => model.Gradient ?? throw new InvalidOperationException($"{balancer.GetName()} wrote no gradient.");

    /// <summary>One step; returns the objective.</summary>
    public double Backward(double[] losses, double[][] jacobian)
    {
        Require(losses, jacobian);
        model.zero_grad();
        return balancer.Backward(model.Losses(losses, jacobian), model);
    }

    /// <summary>
    /// One step of which the gradient with respect to L_i is component i of <see cref="Direction"/>: the weights, as they reach a network.
    /// </summary>
    public double Weigh(double[] losses) => Backward(losses, Identity(losses.Length));

    /// <summary><see cref="Weigh"/> through <see cref="Balancer.Step"/>, with other losses after the update.</summary>
    public double Step(double[] before, double[] after)
    {
        Require(after, Identity(before.Length));
        model.zero_grad();
        var losses = before;
        return balancer.Step(_ => model.Losses(losses, Identity(losses.Length)), model, () => losses = after);
    }

    public void Dispose()
    {
        model.Dispose();
        balancer.Dispose();
    }

    private static double[][] Identity(int size) =>
        [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => row == column ? 1.0 : 0).ToArray())];

    private void Require(double[] losses, double[][] jacobian)
    {
        if (losses.Length != jacobian.Length || losses.Length != balancer.TaskCount || jacobian[0].Length != parameters)
            throw new FormatException($"inputs of different sizes: {losses.Length} losses, {jacobian.Length} gradients of {jacobian[0].Length} numbers, "
                + $"{balancer.TaskCount} tasks, {parameters} parameters");
    }
}
