namespace Marginalia.Datasets.Files;

/// <summary>A NumPy array in a pickle.</summary>
internal sealed class PickledArray
{
    /// <summary>Lengths of the dimensions.</summary>
    public long[] Shape { get; set; } = [];

    /// <summary>NumPy's name of the type, for example u1.</summary>
    public string Type { get; set; } = "";

    /// <summary>Whether the first index runs fastest.</summary>
    public bool Fortran { get; set; }

    /// <summary>The elements.</summary>
    public byte[] Data { get; set; } = [];
}
