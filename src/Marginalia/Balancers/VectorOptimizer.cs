namespace Marginalia.Balancers;

/// <summary>A step of gradient descent on a short vector, in float64 and with its moments in <c>state_dict</c>.</summary>
internal sealed class VectorOptimizer : StatefulModule
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;
    private readonly UpdateRule rule;
    private readonly double rate;

    public VectorOptimizer(int size, UpdateRule rule, double rate)
        : base(nameof(VectorOptimizer))
    {
        (this.rule, this.rate) = (rule, rate);
        if (rule == UpdateRule.Adam)
        {
            AddState("steps", 0);
            AddState("first_moment", new double[size]);
            AddState("second_moment", new double[size]);
        }
    }

    /// <summary>The vector after the step.</summary>
    public double[] Step(double[] values, double[] slopes) => rule switch
    {
        UpdateRule.Sgd => [.. values.Zip(slopes, (x, slope) => x - rate * slope)],
        _ => AdamStep(values, slopes),
    };

    private double[] AdamStep(double[] values, double[] slopes)
    {
        double step = GetState("steps")[0] + 1;
        double[] m = GetState("first_moment"), v = GetState("second_moment"), moved = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            m[i] = Beta1 * m[i] + (1 - Beta1) * slopes[i];
            v[i] = Beta2 * v[i] + (1 - Beta2) * slopes[i] * slopes[i];
            double mean = m[i] / (1 - Math.Pow(Beta1, step));
            double spread = Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, step)));
            moved[i] = values[i] - rate * mean / (spread + Epsilon);
        }

        SetState("steps", step);
        SetState("first_moment", m);
        SetState("second_moment", v);
        return moved;
    }
}
