namespace Marginalia.Claims;

/// <summary>The few statistics that comparisons over seeds need.</summary>
public static class Statistics
{
    /// <summary>The arithmetic mean. Throws for no values.</summary>
    public static double Mean(IReadOnlyCollection<double> values) =>
        values.Count > 0 ? values.Average() : throw new ArgumentException("Mean: no values given, at least one expected.");

    /// <summary>The sample standard deviation (n - 1 in the denominator); 0 for a single value.</summary>
    public static double StandardDeviation(IReadOnlyCollection<double> values)
    {
        var mean = Mean(values);
        return values.Count == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>
    /// The interval that holds the mean of normally distributed values with the given confidence (Student 1908). Throws for fewer than two values.
    /// </summary>
    public static (double Low, double High) MeanInterval(IReadOnlyCollection<double> values, double confidence = 0.95)
    {
        if (values.Count < 2)
            throw new ArgumentException($"MeanInterval: {values.Count} values given, at least 2 expected.");
        var half = TQuantile((1 + confidence) / 2, values.Count - 1) * StandardDeviation(values) / Math.Sqrt(values.Count);
        var mean = Mean(values);
        return (mean - half, mean + half);
    }

    /// <summary>The value that Student's t with so many degrees of freedom stays below with <paramref name="probability"/>, found by bisection.</summary>
    public static double TQuantile(double probability, int degreesOfFreedom)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"TQuantile: probability {probability} given, a number between 0 and 1 expected.");
        if (degreesOfFreedom < 1)
            throw new ArgumentOutOfRangeException(
                nameof(degreesOfFreedom), $"TQuantile: {degreesOfFreedom} degrees of freedom given, at least 1 expected.");
        // The angle theta with t = sqrt(dof) tan(theta) has a bounded range, and the distribution is monotone in it.
        var (low, high) = (-Math.PI / 2, Math.PI / 2);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Distribution(middle, degreesOfFreedom) < probability ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(degreesOfFreedom) * Math.Tan((low + high) / 2);
    }

    // P(T <= sqrt(dof) tan(theta)) for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
    static double Distribution(double theta, int dof)
    {
        var (sine, cosine) = Math.SinCos(theta);
        var odd = dof % 2 == 1;
        var (term, sum) = (odd ? cosine : 1.0, 0.0);
        for (var k = odd ? 1 : 0; k <= dof - 2; k += 2)
        {
            sum += term;
            term *= cosine * cosine * (k + 1) / (k + 2);
        }

        var central = odd ? 2 / Math.PI * (theta + sine * sum) : sine * sum;
        return (1 + central) / 2;
    }
}
