using Marginalia.Balancers.Solvers;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Moves the weights by what they do to every validation loss after one imagined step of the network: <see cref="AutoLambda"/> with the
/// direction of <see cref="Mgda"/> in place of the sum of the losses (Ye, Lin, Yue, Guo, Xiao, Zhang 2021, arXiv 2102.07121, "multi-objective meta learning",
/// with one step on the lower level).
/// </summary>
/// <remarks>
/// With weights w = softmax(x), parameters q, imagined parameters q' and the rate eta of the imagined step, a step computes
/// <code>
/// f_i = grad L_i(q)                                      on the batch of this step
/// F_k = grad L_k(q')                                     on the second batch
/// s_k = -eta (diag w - w w') (F_k f_1, ..., F_k f_T)'    slope of validation loss k in x, exact
/// slope in x = sum_k a_k s_k                             a by MGDA, by default on the rows s_k / |s_k|; 0 if a row is 0
/// </code>
/// It costs 2 T + 1 backward and three forward passes. The network learns from the batch of this step; the authors' code draws a third one, or
/// joins the two. Where every loss asks for more of its own weight, there is no common direction, and without a normalization weights stay.
/// </remarks>
public sealed class Moml : BilevelWeighting
{
    private readonly MgdaNormalization normalization;

    /// <summary>Starts at w_i = 1 / T.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="lookAhead">eta: the learning rate of your optimizer.</param>
    /// <param name="learningRate">Rate of the logits' own update.</param>
    /// <param name="rule">Rule of the logits' own update.</param>
    /// <param name="normalization">What slopes are divided by to find a; the authors' code divides by their length.</param>
    public Moml(
        int tasks,
        double lookAhead,
        double learningRate = 1e-3,
        UpdateRule rule = UpdateRule.Adam,
        MgdaNormalization normalization = MgdaNormalization.L2)
        : base(nameof(Moml), tasks, "logits", 0, lookAhead, learningRate, rule) => this.normalization = normalization;

    /// <summary>The slopes s of every validation loss in the logits [T][T], from the inner products of gradients.</summary>
    /// <param name="products">F_k f_i: validation task k in rows, training task i in columns.</param>
    /// <param name="weights">w [T].</param>
    /// <param name="lookAhead">eta.</param>
    public static double[][] TaskSlopesOf(double[][] products, double[] weights, double lookAhead) =>
    [
        .. products.Select(row =>
        {
            double mean = row.Zip(weights, (product, w) => product * w).Sum();
            return row.Zip(weights, (product, w) => -lookAhead * w * (product - mean)).ToArray();
        }),
    ];

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] variables) => Softmax.Scaled(variables, 1);

    private protected override double[] SlopesAt(double[] variables, IReadOnlyList<Tensor> train, Func<int, IReadOnlyList<Tensor>> losses, ParameterTrial trial)
    {
        var weights = WeightsAt(variables);
        var lower = trial.Jacobian(train);
        trial.MoveTo(tensor(weights).to(lower.device).matmul(lower), -LookAhead);
        var validation = losses(1);
        var values = ValuesOf(validation);
        var products = ToArray(trial.Jacobian(validation).matmul(lower.t())).Chunk(TaskCount).ToArray();
        var slopes = TaskSlopesOf(products, weights, LookAhead);
        if (slopes.Any(row => row.All(slope => slope == 0)))
            return new double[TaskCount]; // no direction improves a loss that weights do not reach
        var shares = Mgda.WeightsOf(Gram.Of(slopes), values, normalization);
        return [.. Enumerable.Range(0, TaskCount).Select(task => slopes.Zip(shares, (row, share) => share * row[task]).Sum())];
    }
}
