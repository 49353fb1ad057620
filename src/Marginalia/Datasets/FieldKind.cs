namespace Marginalia.Datasets;

/// <summary>What the numbers of a <see cref="Field"/> are, and so what a flip, a crop or a zoom does to them.</summary>
public enum FieldKind
{
    /// <summary>Colours or grey values [C, H, W], float32 in 0 .. 1.</summary>
    Image,

    /// <summary>A class per pixel [H, W], int64; -1 is ignored.</summary>
    Labels,

    /// <summary>An instance per pixel [H, W], int64; 0 is none.</summary>
    Instances,

    /// <summary>Metres along the optical axis [1, H, W], float32; 0 is missing.</summary>
    Depth,

    /// <summary>A number per pixel that is inversely proportional to depth [1, H, W], float32; 0 is missing.</summary>
    Disparity,

    /// <summary>Unit vectors [3, H, W], float32, x to the right, y up, z forward; (0, 0, 0) is missing.</summary>
    Normals,

    /// <summary>A share per pixel [1, H, W], float32 in 0 .. 1; -1 is ignored.</summary>
    Mask,

    /// <summary>Vectors in the image [2, H, W], float32, pixels to the right and downwards; (0, 0) is none.</summary>
    Vectors,

    /// <summary>Boxes [M, 4], float32: left, top, right, bottom in pixels, from edge to edge; four zeros are none.</summary>
    Boxes,

    /// <summary>Points [..., 3], float32: x and y in pixels, visibility 0 (unknown or outside), 1 (occluded) or 2 (visible).</summary>
    Keypoints,

    /// <summary>
    /// The camera's matrix K [3, 3]: K p / z is (column, row, 1), in pixels from the outer corner of the first one, of the point p = (x, y, z) in metres,
    /// x to the right, y up, z forward. So K[1, 1] is negative.
    /// </summary>
    Intrinsics,

    /// <summary>Classes of the example or of its objects [] or [M], int64; -1 is none.</summary>
    Label,

    /// <summary>Numbers that do not change with the picture.</summary>
    Values,
}
