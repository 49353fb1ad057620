namespace Marginalia.Architectures;

/// <summary>Where a residual adapter sits at a convolution f that tasks share.</summary>
public enum AdapterPlace
{
    /// <summary>After it: y + a(y) with y = f(x) (Rebuffi, Bilen, Vedaldi 2017, arXiv 1705.08045).</summary>
    Series,

    /// <summary>Beside it: f(x) + a(x) (Rebuffi, Bilen, Vedaldi 2018, arXiv 1803.10082).</summary>
    Parallel,
}
