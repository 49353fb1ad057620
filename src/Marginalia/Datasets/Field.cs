namespace Marginalia.Datasets;

/// <summary>What one named tensor of a <see cref="Dataset"/> is.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Kind">What its numbers are; <see cref="FieldKind"/> gives shape, type, units and the value that stands for nothing.</param>
public sealed record Field(string Name, FieldKind Kind)
{
    private static readonly Dictionary<string, FieldKind> Standard = new()
    {
        ["image"] = FieldKind.Image,
        ["segmentation"] = FieldKind.Labels,
        ["part"] = FieldKind.Labels,
        ["instance"] = FieldKind.Instances,
        ["depth"] = FieldKind.Depth,
        ["disparity"] = FieldKind.Disparity,
        ["normal"] = FieldKind.Normals,
        ["edge"] = FieldKind.Mask,
        ["crease"] = FieldKind.Mask,
        ["saliency"] = FieldKind.Mask,
        ["mask"] = FieldKind.Mask,
        ["centroid"] = FieldKind.Vectors,
        ["boxes"] = FieldKind.Boxes,
        ["box_labels"] = FieldKind.Label,
        ["keypoints"] = FieldKind.Keypoints,
        ["intrinsics"] = FieldKind.Intrinsics,
        ["label"] = FieldKind.Label,
    };

    /// <summary>Whether the tensor has a row and a column for every pixel of the image.</summary>
    public bool IsPerPixel => Kind is not (FieldKind.Boxes or FieldKind.Keypoints or FieldKind.Intrinsics or FieldKind.Label or FieldKind.Values);

    /// <summary>The field of a standard name, for example <c>depth</c>; a name that is not standard stands for <see cref="FieldKind.Values"/>.</summary>
    public static Field Of(string name) => new(name, Standard.GetValueOrDefault(name, FieldKind.Values));
}
