namespace Marginalia.Datasets;

/// <summary>The law <see cref="LabelNoiseLaw.InstanceDependent"/>.</summary>
internal sealed class InstanceNoise(long seed, int classes, double rate)
{
    private const double RateDeviation = 0.1;
    private readonly Lock gate = new();
    private double[][]? matrices; // by class; [classes, inputs], by rows

    /// <summary>Draws the label of an example of class <paramref name="clean"/>.</summary>
    public long Draw(long clean, double[] input, SeededRandom random)
    {
        double error = rate + RateDeviation * random.NextNormal();
        while (error is < 0 or > 1)
            error = rate + RateDeviation * random.NextNormal();
        if (random.NextDouble() >= error)
            return clean;

        var scores = Scores(clean, input);
        double largest = scores.Where((_, c) => c != clean).Max();
        double[] weights = [.. scores.Select((score, c) => c == clean || score < largest - 700 ? 0 : PortableMath.Exp(score - largest))];
        double left = random.NextDouble() * weights.Sum();
        long label = -1;
        while (left >= 0 && label < classes - 1)
            left -= weights[++label];
        return label;
    }

    /// <summary>W_y x [classes] for the standardised x.</summary>
    private double[] Scores(long clean, double[] input)
    {
        double mean = input.Average(), deviation = Math.Sqrt(input.Average(value => (value - mean) * (value - mean)));
        var matrix = MatricesFor(input.Length)[clean];
        var scores = new double[classes];
        for (int c = 0; c < classes; c++)
            for (int j = 0; j < input.Length; j++)
                scores[c] += matrix[c * input.Length + j] * (deviation > 0 ? (input[j] - mean) / deviation : 0);
        return scores;
    }

    private double[][] MatricesFor(int inputs)
    {
        lock (gate)
        {
            if (matrices is not null && matrices[0].Length == classes * inputs)
                return matrices;
            return matrices = [.. Enumerable.Range(0, classes).Select(y =>
            {
                var random = new SeededRandom(seed, -2, y);
                var matrix = new double[classes * inputs];
                for (int i = 0; i < matrix.Length; i++)
                    matrix[i] = random.NextNormal();
                return matrix;
            })];
        }
    }
}
