namespace Marginalia.Datasets;

/// <summary>The law of <see cref="ToyRegression"/>: sizes, and how far its random matrices and inputs spread.</summary>
/// <remarks>
/// The paper writes N(., 10) and N(., 3.5) without saying whether 10 and 3.5 are variances or standard deviations, and does not give
/// the law of the inputs. <see cref="Variances"/> and <see cref="StandardDeviations"/> are the two readings. With inputs of N(0, 1)
/// either one drives tanh into saturation (pre-activations of standard deviation 58 and 168), which leaves hardly anything to
/// learn, so that by default inputs are scaled until pre-activations have variance 1. What remains is how alike the tasks are: their
/// pre-activations correlate by 10 / 13.5 = 0.74 or 100 / 112.25 = 0.89.
/// </remarks>
/// <param name="SharedVariance">Variance of the entries of B, which all tasks share.</param>
/// <param name="TaskVariance">Variance of the entries of eps_i, the part of task i.</param>
/// <param name="Inputs">Length of x.</param>
/// <param name="Outputs">Length of f_i(x).</param>
/// <param name="InputScale">Standard deviation of the entries of x; null chooses 1 / sqrt(Inputs (SharedVariance + TaskVariance)),
/// for which (B + eps_i) x has variance 1. Choose 1 for the saturated problem.</param>
public sealed record ToyRegressionDesign(
    double SharedVariance, double TaskVariance, int Inputs = 250, int Outputs = 100, double? InputScale = null)
{
    /// <summary>10 and 3.5 read as variances; 250 inputs, 100 outputs.</summary>
    public static ToyRegressionDesign Variances { get; } = new(10, 3.5);

    /// <summary>10 and 3.5 read as standard deviations; 250 inputs, 100 outputs.</summary>
    public static ToyRegressionDesign StandardDeviations { get; } = new(10 * 10, 3.5 * 3.5);

    /// <summary>The standard deviation of the inputs that is in force.</summary>
    public double InputStandardDeviation => InputScale ?? 1 / Math.Sqrt(Inputs * (SharedVariance + TaskVariance));
}
