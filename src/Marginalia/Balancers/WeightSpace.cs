namespace Marginalia.Balancers;

/// <summary>
/// The numbers p that stand for positive weights w of sum T while they are learned: which w they mean, and how a slope in w becomes a slope in p.
/// </summary>
public abstract class WeightSpace
{
    private WeightSpace()
    {
    }

    /// <summary>p = log w, a step moves w by a factor: it resolves weights of any size and keeps them positive. Normalized by p - log(sum w / T).</summary>
    public static WeightSpace Log { get; } = new LogSpace();

    /// <summary>w = T softmax(p) with the slope taken through the softmax; starts at p = 1 for w = 1 (the form of LibMTL).</summary>
    public static WeightSpace Softmax { get; } = new SoftmaxSpace();

    /// <summary>
    /// p = w, as the paper writes it. A step can make a weight negative, which is not caught by dividing by the sum: weights below
    /// <paramref name="minimum"/> are set to it before the division by sum w / T.
    /// </summary>
    public static WeightSpace Linear(double minimum = 1e-4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return new LinearSpace(minimum);
    }

    /// <summary>w of p.</summary>
    public abstract double[] ToWeights(double[] parameters);

    /// <summary>The p that means these weights, of sum T.</summary>
    public abstract double[] ToParameters(double[] weights);

    /// <summary>The slope in p, from the weights and the slope in w.</summary>
    public abstract double[] Slopes(double[] weights, double[] weightSlopes);

    /// <summary>The p to go on with after a step, of which the weights sum to T.</summary>
    public abstract double[] Normalize(double[] parameters);

    private sealed class LinearSpace(double minimum) : WeightSpace
    {
        public override double[] ToWeights(double[] parameters) => [.. parameters];

        public override double[] ToParameters(double[] weights) => [.. weights];

        public override double[] Slopes(double[] weights, double[] weightSlopes) => [.. weightSlopes];

        public override double[] Normalize(double[] parameters)
        {
            var clamped = parameters.Select(p => Math.Max(p, minimum)).ToArray();
            double sum = clamped.Sum();
            return [.. clamped.Select(w => w * parameters.Length / sum)];
        }
    }

    private sealed class LogSpace : WeightSpace
    {
        public override double[] ToWeights(double[] parameters) => [.. parameters.Select(p => Math.Exp(p))];

        public override double[] ToParameters(double[] weights) => [.. weights.Select(w => Math.Log(w))];

        public override double[] Slopes(double[] weights, double[] weightSlopes) => [.. weights.Zip(weightSlopes, (w, slope) => w * slope)];

        public override double[] Normalize(double[] parameters)
        {
            double excess = Balancers.Softmax.LogSumExp(parameters) - Math.Log(parameters.Length);
            return [.. parameters.Select(p => p - excess)];
        }
    }

    private sealed class SoftmaxSpace : WeightSpace
    {
        public override double[] ToWeights(double[] parameters) => Balancers.Softmax.Scaled(parameters, parameters.Length);

        public override double[] ToParameters(double[] weights) => [.. weights.Select(w => 1 + Math.Log(w))];

        public override double[] Slopes(double[] weights, double[] weightSlopes)
        {
            double mean = weights.Zip(weightSlopes, (w, slope) => w * slope).Sum() / weights.Length;
            return [.. weights.Zip(weightSlopes, (w, slope) => w * (slope - mean))];
        }

        public override double[] Normalize(double[] parameters) => [.. parameters];
    }
}
