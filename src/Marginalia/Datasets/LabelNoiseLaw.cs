namespace Marginalia.Datasets;

/// <summary>How <see cref="LabelNoise"/> chooses a wrong label.</summary>
public enum LabelNoiseLaw
{
    /// <summary>With the probability of the rate, one of the other classes, all equally likely.</summary>
    Symmetric,

    /// <summary>With the probability of the rate, the next class; the class after the last is the first.</summary>
    Asymmetric,

    /// <summary>
    /// Which wrong class, and how likely, depends on the example: the probability q of an error is normal about the rate with standard deviation 0.1,
    /// redrawn until it lies within 0 .. 1; the wrong class follows softmax(W_y x) without y, with a random matrix W_y of N(0, 1) for each class y and x
    /// the input, standardised (Xia et al. 2020, arXiv 2006.07836, algorithm 2).
    /// </summary>
    InstanceDependent,
}
