namespace Marginalia.Training;

/// <summary>What every method of a comparison tunes alike: how fast a network learns and how it is regularized.</summary>
/// <param name="LearningRate">Learning rate of the optimizer.</param>
/// <param name="WeightDecay">Weight decay of the network's parameters.</param>
/// <param name="Dropout">Probability of dropping a unit, for networks that can.</param>
public sealed record Setting(double LearningRate, double WeightDecay = 0, double Dropout = 0)
{
    /// <summary>All combinations; where a list is left out, its value is 0.</summary>
    public static Setting[] Grid(
        IReadOnlyList<double> learningRates, IReadOnlyList<double>? weightDecays = null, IReadOnlyList<double>? dropouts = null) =>
    [
        .. from rate in learningRates
           from decay in weightDecays ?? [0]
           from dropout in dropouts ?? [0]
           select new Setting(rate, decay, dropout),
    ];

    /// <summary>In short, for example <c>rate 0.003, decay 0.0001</c>; zeros are left out.</summary>
    public override string ToString() =>
        $"rate {LearningRate}" + (WeightDecay == 0 ? "" : $", decay {WeightDecay}") + (Dropout == 0 ? "" : $", dropout {Dropout}");
}
