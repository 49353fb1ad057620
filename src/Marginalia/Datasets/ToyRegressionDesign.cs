namespace Marginalia.Datasets;

/// <summary>The law of <see cref="ToyRegression"/>: its sizes, and how far the arguments of tanh spread.</summary>
/// <remarks>
/// The paper writes N(., 10) and N(., 3.5) without saying whether 10 and 3.5 are variances or standard deviations, and does not give
/// the law of the inputs. <see cref="Variances"/> and <see cref="StandardDeviations"/> are the two readings. With inputs of N(0, 1)
/// either one drives tanh into saturation (arguments of standard deviation 58 and 168), and a network hardly learns anything. By default
/// arguments are therefore scaled to variance 1, which leaves one difference between the readings: how alike the tasks are. Their arguments
/// correlate by 10 / 13.5 = 0.74 or 100 / 112.25 = 0.89.
/// </remarks>
/// <param name="SharedVariance">Variance of the entries of B, which all tasks share.</param>
/// <param name="TaskVariance">Variance of the entries of eps_i, the part of task i.</param>
/// <param name="Inputs">Length of x, whose entries are of N(0, 1).</param>
/// <param name="Outputs">Length of f_i(x).</param>
/// <param name="ArgumentScale">Factor c in tanh(c (B + eps_i) x); null chooses 1 / sqrt(Inputs (SharedVariance + TaskVariance)), for which the
/// argument has variance 1. Choose 1 for the problem as the paper writes it.</param>
public sealed record ToyRegressionDesign(
    double SharedVariance, double TaskVariance, int Inputs = 250, int Outputs = 100, double? ArgumentScale = null)
{
    /// <summary>10 and 3.5 read as variances; 250 inputs, 100 outputs.</summary>
    public static ToyRegressionDesign Variances { get; } = new(10, 3.5);

    /// <summary>10 and 3.5 read as standard deviations; 250 inputs, 100 outputs.</summary>
    public static ToyRegressionDesign StandardDeviations { get; } = new(10 * 10, 3.5 * 3.5);

    /// <summary>The factor c that is in force.</summary>
    public double EffectiveArgumentScale => ArgumentScale ?? 1 / Math.Sqrt(Inputs * (SharedVariance + TaskVariance));
}
