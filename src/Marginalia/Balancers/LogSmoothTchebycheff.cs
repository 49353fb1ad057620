using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// <see cref="SmoothTchebycheff"/> on the logarithms of losses relative to their nadir n: minimizes T mu log sum_i (L_i / n_i)^(1 / mu), so that
/// w_i = T softmax_i(log(L / n) / mu) / L_i (the form of the code of Lin et al. 2024, arXiv 2402.19078).
/// </summary>
/// <remarks>
/// Before the nadir is known the objective is sum_i log L_i: for the epochs of the warm-up and for the one after them, whose mean losses become
/// the nadir. Losses must stay above 0.
/// </remarks>
public sealed class LogSmoothTchebycheff : LossWeighting
{
    private const string NadirState = "nadir", SumState = "sum";
    private readonly int stepsPerEpoch;
    private readonly long warmUpSteps;
    private readonly double mu;

    /// <summary>Takes the nadir from training.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="stepsPerEpoch">Steps that make an epoch, for example <c>loader.BatchesPerEpoch</c>.</param>
    /// <param name="mu">Smoothness, positive: towards 0 only the worst task counts.</param>
    /// <param name="warmUpEpochs">Epochs before the one whose mean losses become the nadir.</param>
    public LogSmoothTchebycheff(int tasks, int stepsPerEpoch, double mu = 1, int warmUpEpochs = 4)
        : this(tasks, mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpEpochs);
        (this.stepsPerEpoch, warmUpSteps) = (stepsPerEpoch, (long)warmUpEpochs * stepsPerEpoch);
    }

    /// <summary>Starts at once, from a nadir that is known.</summary>
    /// <param name="nadir">n [T], positive.</param>
    /// <param name="mu">Smoothness, positive: towards 0 only the worst task counts.</param>
    /// <exception cref="ArgumentException">A nadir is not a positive number.</exception>
    public LogSmoothTchebycheff(double[] nadir, double mu = 1)
        : this(nadir.Length, mu)
    {
        if (nadir.Any(n => !(n > 0 && double.IsFinite(n))))
            throw new ArgumentException($"LogSmoothTchebycheff: the nadir is [{string.Join(", ", nadir)}]; pass positive numbers, for example losses at the start.");
        SetState(NadirState, nadir);
    }

    private LogSmoothTchebycheff(int tasks, double mu)
        : base(nameof(LogSmoothTchebycheff), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mu);
        this.mu = mu;
        AddState(NadirState, new double[tasks]);
        AddState(SumState, new double[tasks]);
    }

    /// <summary>n [T]; zeros until known.</summary>
    public double[] Nadir => GetState(NadirState);

    private bool IsWarmingUp => Steps < warmUpSteps + stepsPerEpoch;

    /// <summary>w_i = T softmax_i(log(L / n) / mu) / L_i.</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double[] WeightsOf(double[] losses, double[] nadir, double mu) =>
        [.. Softmax.Scaled(Exponents(losses, nadir, mu), losses.Length).Zip(losses, (share, loss) => share / loss)];

    /// <summary>T mu log sum_i (L_i / n_i)^(1 / mu).</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double ValueOf(double[] losses, double[] nadir, double mu) =>
        losses.Length * mu * Softmax.LogSumExp(Exponents(losses, nadir, mu));

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        if (!IsWarmingUp)
            return WeightsOf(values, Nadir, mu);

        var logs = Logarithms.Of(GetName(), values);
        if (Steps >= warmUpSteps)
        {
            double[] sum = [.. GetState(SumState).Zip(values, (total, loss) => total + loss)];
            SetState(SumState, sum);
            if (Steps + 1 == warmUpSteps + stepsPerEpoch)
                SetState(NadirState, [.. sum.Select(total => total / stepsPerEpoch)]);
        }

        return [.. logs.Select(log => Math.Exp(-log))];
    }

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) =>
        IsWarmingUp ? values.Sum(loss => Math.Log(loss)) : ValueOf(values, Nadir, mu);

    private static double[] Exponents(double[] losses, double[] nadir, double mu) =>
        [.. Logarithms.Of(nameof(LogSmoothTchebycheff), losses).Zip(nadir, (log, n) => (log - Math.Log(n)) / mu)];
}
