namespace TorchSharp;

/// <summary>A rule that chooses how many bins a histogram has.</summary>
public enum HistogramBinSelector : byte
{
    /// <summary>Sturges' rule with a correction for skewness (Doane, 1976).</summary>
    Doane = 0,

    /// <summary>Width range / (2 n^(1/3)) (Terrell and Scott, 1985).</summary>
    Rice = 1,

    /// <summary>Width std (24 sqrt(pi) / n)^(1/3), best for normal data (Scott, 1979).</summary>
    Scott = 2,

    /// <summary>sqrt(n) bins.</summary>
    Sqrt = 3,

    /// <summary>The number of bins with the least leave-one-out estimate of the squared error (Stone, 1984).</summary>
    Stone = 4,

    /// <summary>log2(n) + 1 bins (Sturges, 1926).</summary>
    Sturges = 5,
}
