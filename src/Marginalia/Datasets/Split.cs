namespace Marginalia.Datasets;

/// <summary>Part of a data set; the parts share its law and no example.</summary>
public enum Split
{
    /// <summary>Examples to fit parameters on.</summary>
    Train,

    /// <summary>Examples to choose settings with.</summary>
    Validation,

    /// <summary>Examples to report numbers on.</summary>
    Test,
}
