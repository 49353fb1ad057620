using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// A balancer's small problem has no answer that float64 can tell from noise. Nothing was updated; the message names the method and the
/// condition of the matrix.
/// </summary>
public sealed class SolverException : ArithmeticException
{
    /// <summary>A failure with a message.</summary>
    /// <param name="message">What was given, what was expected, what to do.</param>
    public SolverException(string message)
        : base(message)
    {
    }

    /// <summary>A failure of a method on a Gramian.</summary>
    internal SolverException(string method, double[,] gramian, string reason)
        : this($"{method}: {reason} (T = {gramian.GetLength(0)}, {Conditioning(gramian)}).")
    {
    }

    private static string Conditioning(double[,] gramian)
    {
        var values = new SymmetricEigen(gramian).Values;
        string ratio = values[^1] > 0 ? $"{values[0] / values[^1]:0.0e+0}" : "infinite";
        return $"eigenvalues of the Gramian from {values[^1]:0.0e+0} to {values[0]:0.0e+0}, condition {ratio}";
    }
}
