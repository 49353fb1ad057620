namespace Marginalia.Datasets;

/// <summary>The law of <see cref="Attributes"/>.</summary>
/// <param name="Tasks">Number of attributes T.</param>
/// <param name="Classes">Values that each attribute can take.</param>
/// <param name="Inputs">Length of x, whose entries are of N(0, 1).</param>
/// <param name="Features">Length of h, the nonlinear features that all attributes depend on.</param>
/// <param name="Gain">Standard deviation of the arguments of tanh: the larger, the harder h is to learn.</param>
/// <param name="Relatedness">Part of the variance of B_i, which is 1 / Features, that all attributes have in common, 0 .. 1.</param>
/// <param name="Imbalance">Standard deviation of b_i: 0 makes classes about equally frequent.</param>
/// <param name="Noise">Scale of the Gumbel noise on the scores, whose standard deviation is about 0.6: 0 makes labels a function of x.</param>
public sealed record AttributesDesign(
    int Tasks, int Classes, int Inputs = 60, int Features = 24, double Gain = 1, double Relatedness = 0.3, double Imbalance = 0, double Noise = 0.3)
{
    /// <summary>4 attributes of 8 classes.</summary>
    public static AttributesDesign FourByEight { get; } = new(4, 8);

    /// <summary>Attributes that are there or not, some of them rare, as in a set of annotated faces (CelebA has 40).</summary>
    public static AttributesDesign Binary(int tasks) => new(tasks, 2, Imbalance: 0.3);
}
