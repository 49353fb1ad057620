namespace Marginalia.Datasets.Files;

/// <summary>An image of a COCO file.</summary>
internal sealed record CocoImage
{
    /// <summary>Its number.</summary>
    public long Id { get; set; } = -1;

    /// <summary>Its file, relative to a folder of images.</summary>
    public string File { get; set; } = "";

    /// <summary>Height in pixels; 0 where the file does not say it.</summary>
    public int Height { get; set; }

    /// <summary>Width in pixels; 0 where the file does not say it.</summary>
    public int Width { get; set; }

    /// <summary>Its annotations, in the order of the file.</summary>
    public List<CocoObject> Objects { get; } = [];
}
