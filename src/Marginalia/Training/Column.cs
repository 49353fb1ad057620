namespace Marginalia.Training;

/// <summary>A quantity recorded during training.</summary>
/// <param name="Steps">Steps at which it was recorded, rising.</param>
/// <param name="Values">Its value at each of them.</param>
public sealed record Column(double[] Steps, double[] Values)
{
    /// <summary>The last value.</summary>
    public double Last => Values[^1];
}
