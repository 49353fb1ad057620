using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Gives more weight to harder tasks, the opposite of uncertainty weighting: w_i = -(1 - k_i)^gamma log k_i with k_i in (0, 1] a moving average
/// of a performance indicator such as an accuracy (Guo, Haque, Huang, Yeung, Fei-Fei 2018, "Dynamic task prioritization for multitask
/// learning", ECCV).
/// </summary>
/// <remarks>
/// Losses do not enter. Report the indicators of all tasks when they are known, at every step or after each validation; in between weights stay.
/// A task at 1 has weight 0.
/// </remarks>
public sealed class DynamicTaskPrioritization : LossWeighting
{
    private const string IndicatorsState = "indicators";
    private readonly double gamma, rate;

    /// <summary>Starts from what is known before training.</summary>
    /// <param name="initialIndicators">k_i at the start [T], for example 1 / C for C classes.</param>
    /// <param name="gamma">Focus: large values leave out what is easy; 0 is -log k. Not negative.</param>
    /// <param name="rate">Share of a new indicator in the moving average, in (0, 1].</param>
    /// <exception cref="ArgumentException">An indicator is not in (0, 1].</exception>
    public DynamicTaskPrioritization(double[] initialIndicators, double gamma = 1, double rate = 1)
        : base(nameof(DynamicTaskPrioritization), initialIndicators.Length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        Check(initialIndicators);
        (this.gamma, this.rate) = (gamma, rate);
        AddState(IndicatorsState, initialIndicators);
    }

    /// <summary>The moving averages k [T].</summary>
    public double[] Indicators => GetState(IndicatorsState);

    /// <summary>w_i = -(1 - k_i)^gamma log k_i.</summary>
    /// <exception cref="ArgumentException">An indicator is not in (0, 1].</exception>
    public static double[] WeightsOf(double[] indicators, double gamma)
    {
        Check(indicators);
        return [.. indicators.Select(k => k < 1 ? -Math.Pow(1 - k, gamma) * Math.Log(k) : 0)];
    }

    /// <summary>Moves the averages: k_i becomes rate x_i + (1 - rate) k_i.</summary>
    /// <param name="indicators">x [T], each in (0, 1].</param>
    /// <exception cref="ArgumentException">They are not T numbers in (0, 1].</exception>
    public void Report(params double[] indicators)
    {
        if (indicators.Length != TaskCount)
            throw new ArgumentException($"DynamicTaskPrioritization: given {indicators.Length} indicators, built for {TaskCount} tasks.", nameof(indicators));
        Check(indicators);
        SetState(IndicatorsState, [.. Indicators.Zip(indicators, (k, x) => rate * x + (1 - rate) * k)]);
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsOf(Indicators, gamma);

    private static void Check(double[] indicators)
    {
        for (int task = 0; task < indicators.Length; task++)
            if (!(indicators[task] is > 0 and <= 1))
                throw new ArgumentException(
                    $"DynamicTaskPrioritization: the indicator of task {task} is {indicators[task]}; it must be above 0, where weights are infinite, and at most 1.");
    }
}
