namespace Marginalia.Datasets.Files;

/// <summary>A category of a COCO file.</summary>
internal sealed record CocoCategory
{
    /// <summary>Its number; the numbers have gaps.</summary>
    public long Id { get; set; } = -1;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Names of the points of its objects.</summary>
    public string[] Keypoints { get; set; } = [];
}
