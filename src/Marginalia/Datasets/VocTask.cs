namespace Marginalia.Datasets;

/// <summary>What <see cref="Voc"/> reads.</summary>
public enum VocTask
{
    /// <summary>Boxes of objects.</summary>
    Detection,

    /// <summary>A class and an instance per pixel.</summary>
    Segmentation,
}
