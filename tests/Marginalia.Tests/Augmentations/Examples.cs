using Marginalia.Augmentations;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Augmentations;

/// <summary>Examples whose targets are known in closed form, and ways to look at them.</summary>
internal static class Examples
{
    public const int Height = 20, Width = 30;
    public const double Focal = 25;

    /// <summary>Every geometric augmentation that always does something, by name.</summary>
    public static Dictionary<string, GeometricAugmentation> Geometric { get; } = new()
    {
        ["flip"] = new HorizontalFlip(1),
        ["crop"] = new RandomCrop(17, 25),
        ["centre"] = new CentreCrop(12, 17),
        ["larger"] = new CentreCrop(26, 31),
        ["zoom"] = new RandomScaleCrop([1.5]),
        ["rotation"] = new RandomRotation(0.5),
        ["resize"] = new Resize(15, 40),
    };

    /// <summary>A slanted plane n . p = -distance in front of the camera; the image's channels are x / Width, y / Height and 0.</summary>
    public static Sample Plane((double X, double Y, double Z) n, double distance)
    {
        var (depth, image) = (new float[Height * Width], new float[3 * Height * Width]);
        for (int row = 0, at = 0; row < Height; row++)
            for (int column = 0; column < Width; column++, at++)
            {
                double x = (column + 0.5 - Width / 2.0) / Focal, y = (Height / 2.0 - row - 0.5) / Focal;
                depth[at] = (float)(-distance / (n.X * x + n.Y * y + n.Z));
                (image[at], image[at + Height * Width]) = ((column + 0.5f) / Width, (row + 0.5f) / Height);
            }

        var normal = tensor(new[] { (float)n.X, (float)n.Y, (float)n.Z }).reshape(3, 1, 1).expand(3, Height, Width).clone();
        return new(
            ("image", tensor(image, 3, Height, Width)), ("depth", tensor(depth, 1, Height, Width)), ("normal", normal),
            ("intrinsics", tensor(new[] { Focal, 0, Width / 2.0, 0, -Focal, Height / 2.0, 0, 0, 1 }, 3, 3)));
    }

    /// <summary>One object, the pixels of rows 5 .. 8 and columns 7 .. 12, with all that is said about it; everything else is class 3.</summary>
    public static Sample Thing()
    {
        var instance = zeros(Height, Width, dtype: ScalarType.Int64);
        instance.narrow(0, 5, 4).narrow(1, 7, 6).fill_(1);
        var rows = arange(Height).to(ScalarType.Float32).reshape(-1, 1).expand(Height, Width) + 0.5;
        var columns = arange(Width).to(ScalarType.Float32).reshape(1, -1).expand(Height, Width) + 0.5;
        var centroid = stack([10 - columns, 7 - rows]) * instance;
        return new(
            ("image", instance.to(ScalarType.Float32).unsqueeze(0)), ("instance", instance), ("segmentation", 3 - instance), ("centroid", centroid),
            ("mask", instance.to(ScalarType.Float32).unsqueeze(0)), ("disparity", instance.to(ScalarType.Float32).unsqueeze(0) * 6),
            ("boxes", tensor(new float[] { 7, 5, 13, 9, 0, 0, 0, 0 }, 2, 4)), ("box_labels", tensor(new long[] { 2, -1 })),
            ("keypoints", tensor(new float[] { 7.5f, 5.5f, 2, 12.5f, 8.5f, 1, 0, 0, 0 }, 3, 3)), ("label", tensor(4L)));
    }

    public static Field[] FieldsOf(Sample sample) => [.. sample.Names.Select(Field.Of)];

    public static Sample Apply(Augmentation augmentation, Sample sample, long seed = 3) => augmentation.Apply(sample, FieldsOf(sample), new SeededRandom(seed));

    /// <summary>The tight box of the pixels where a tensor [H, W] is not 0.</summary>
    public static float[] BoxOf(Tensor mask)
    {
        var at = mask.nonzero();
        var (low, high) = (at.amin([0L]), at.amax([0L]) + 1);
        return [.. Numbers.ToArray(cat([low.flip(0), high.flip(0)])).Select(value => (float)value)];
    }
}
