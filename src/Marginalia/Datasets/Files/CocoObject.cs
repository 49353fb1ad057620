namespace Marginalia.Datasets.Files;

/// <summary>An annotation of a COCO file, as it stands there.</summary>
internal sealed record CocoObject
{
    /// <summary>Its number.</summary>
    public long Id { get; set; } = -1;

    /// <summary>Number of its image.</summary>
    public long Image { get; set; } = -1;

    /// <summary>Number of its category.</summary>
    public long Category { get; set; } = -1;

    /// <summary>x, y, width, height in pixels, from the edge of the image; null where there is none.</summary>
    public double[]? Box { get; set; }

    /// <summary>Whether it stands for a crowd.</summary>
    public bool Crowd { get; set; }

    /// <summary>x, y, visibility of each point; null where there are none.</summary>
    public double[]? Keypoints { get; set; }

    /// <summary>First byte of its mask in the file.</summary>
    public int MaskStart { get; set; }

    /// <summary>Bytes of its mask in the file; 0 where there is none.</summary>
    public int MaskLength { get; set; }
}
