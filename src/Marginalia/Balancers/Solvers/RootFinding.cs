namespace Marginalia.Balancers.Solvers;

/// <summary>Roots of increasing functions.</summary>
internal static class RootFinding
{
    private const int MaxSteps = 200;
    private const double Precision = 1e-15;

    /// <summary>
    /// x in [low, high] with f(x) = 0 to rounding; the last call of f is at x. A bound with f on the wrong side of 0 by rounding is the root.
    /// Regula falsi with halved weights (Dowell, Jarratt 1971, "Illinois").
    /// </summary>
    public static double Increasing(Func<double, double> f, double low, double high)
    {
        double atLow = f(low);
        if (atLow >= 0 || low >= high)
            return low;
        double atHigh = f(high);
        if (atHigh <= 0)
            return high;

        int side = 0;
        double x = high;
        for (int step = 0; step < MaxSteps; step++)
        {
            x = (low * atHigh - high * atLow) / (atHigh - atLow);
            if (!(x > low && x < high) || step % 8 == 7)
                x = low + (high - low) / 2;
            double value = f(x);
            if (value == 0 || Math.Abs(value) < Precision || high - low <= Precision * high)
                return x;
            if (value < 0)
            {
                (low, atLow) = (x, value);
                if (side == -1)
                    atHigh /= 2;
                side = -1;
            }
            else
            {
                (high, atHigh) = (x, value);
                if (side == 1)
                    atLow /= 2;
                side = 1;
            }
        }

        return x;
    }
}
