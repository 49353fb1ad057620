using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Turns what files of dense prediction hold into the fields of the vocabulary, and refuses what no such field can be. Results belong to the
/// caller's dispose scope.
/// </summary>
internal static class PixelFields
{
    /// <summary>Shorter vectors stand for missing normals, such as the middle grey of a picture that should be 0.</summary>
    private const double ShortestNormal = 0.1;

    /// <summary>Colours [H, W, 3], bytes or floats in 0 .. 1, as an image [3, H, W].</summary>
    public static Tensor Image(string path, Tensor colours)
    {
        Shape(path, colours, colours.ndim == 3 && colours.shape[2] == 3, "[H, W, 3]");
        if (IsDense(colours) && PixelPlanes.Image(colours) is { } planes)
            return planes;
        var image = colours.dtype == ScalarType.Byte ? colours.to(ScalarType.Float32).div_(255) : colours.to(ScalarType.Float32);
        Refuse(path, image, image.ge(0).logical_and(image.le(1)).logical_not(), "a colour", "0 to 1");
        return image.permute(2, 0, 1).contiguous();
    }

    /// <summary>Classes [H, W] in whole numbers, -1 for what is ignored.</summary>
    public static Tensor Labels(string path, Tensor labels, long classes)
    {
        Shape(path, labels, labels.ndim == 2, "[H, W]");
        if (IsDense(labels) && PixelPlanes.Labels(labels, classes) is { } known)
            return known;
        var whole = labels.to(ScalarType.Int64);
        Refuse(path, labels, whole.ne(labels).logical_or(whole.lt(-1)).logical_or(whole.ge(classes)), "a label", $"-1 to {classes - 1}");
        return whole;
    }

    /// <summary>Classes [H, W] by a table from the numbers of the file; numbers outside the table are refused.</summary>
    public static Tensor Labels(string path, Tensor labels, long[] table)
    {
        Refuse(path, labels, labels.lt(0).logical_or(labels.ge(table.Length)), "a label", $"0 to {table.Length - 1}");
        return tensor(table).index_select(0, labels.reshape(-1)).reshape(labels.shape);
    }

    /// <summary>Metres, or disparities, [H, W] or [H, W, 1], as [1, H, W]; 0 is missing.</summary>
    public static Tensor Depth(string path, Tensor depth)
    {
        Shape(path, depth, depth.ndim == 2 || depth.ndim == 3 && depth.shape[2] == 1, "[H, W, 1] or [H, W]");
        var metres = depth.reshape(1, depth.shape[0], depth.shape[1]).to(ScalarType.Float32);
        if (IsDense(metres) && PixelPlanes.AreDistances(metres))
            return metres;
        Refuse(path, metres, metres.ge(0).logical_and(metres.lt(double.PositiveInfinity)).logical_not(), "a number", "finite, and 0 (missing) or greater");
        return metres;
    }

    /// <summary>
    /// Vectors [H, W, 3] as [3, H, W]: of length 1 where they are longer than 0.1, otherwise (0, 0, 0), missing. Those whose length is 1 within
    /// 0.001 are left as they are.
    /// </summary>
    public static Tensor Normals(string path, Tensor normals)
    {
        Shape(path, normals, normals.ndim == 3 && normals.shape[2] == 3, "[H, W, 3]");
        if (IsDense(normals) && PixelPlanes.Normals(normals, (float)ShortestNormal) is { } planes)
            return planes;
        var vectors = normals.to(ScalarType.Float32).permute(2, 0, 1).contiguous();
        Refuse(path, vectors, vectors.abs().le(2).logical_not(), "a component", "finite, at most 1 or a little more");
        var length = vectors.square().sum([0L], keepdim: true).sqrt();
        var scaled = where((length - 1).abs().le(1e-3), vectors, vectors / length.clamp_min(ShortestNormal));
        return where(length.ge(ShortestNormal), scaled, zeros_like(vectors));
    }

    /// <summary>Normals from a picture [3, H, W] of bytes / 255, in which 0 is -1 and 255 is 1.</summary>
    public static Tensor NormalsOfPicture(string path, Tensor picture) => Normals(path, (picture * 2 - 1).permute(1, 2, 0));

    /// <summary>Shares [H, W] or [H, W, 1] in 0 .. 1, as [1, H, W].</summary>
    public static Tensor Shares(string path, Tensor shares)
    {
        Shape(path, shares, shares.ndim == 2 || shares.ndim == 3 && shares.shape[2] == 1, "[H, W]");
        var mask = shares.reshape(1, shares.shape[0], shares.shape[1]).to(ScalarType.Float32);
        Refuse(path, mask, mask.ge(0).logical_and(mask.le(1)).logical_not(), "a number", "0 to 1");
        return mask;
    }

    /// <summary>The grey values of a PNG image [H, W] as shares of the greatest value that its bits can hold.</summary>
    public static Tensor SharesOfPng(string path)
    {
        var image = PngFile.ReadOneChannel(path);
        return Shares(path, tensor(Array.ConvertAll(image.Samples, sample => sample / (float)((1 << image.Bits) - 1)), image.Height, image.Width));
    }

    private static bool IsDense(Tensor values) => values.dtype == ScalarType.Float32 && values.is_contiguous();

    private static void Shape(string path, Tensor values, bool isRight, string expected)
    {
        if (!isRight)
            throw new DatasetException(path, $"the array has the shape [{string.Join(", ", values.shape)}]; expected {expected}");
    }

    private static void Refuse(string path, Tensor values, Tensor isWrong, string what, string expected)
    {
        if (!isWrong.any().ToBoolean())
            return;
        long[] place = isWrong.nonzero()[0].data<long>().ToArray();
        double value = values.reshape(-1)[isWrong.reshape(-1).nonzero()[0, 0].ToInt64()].to(ScalarType.Float64).ToDouble();
        throw new DatasetException(
            path, $"{isWrong.sum().ToInt64()} of {values.numel()} values cannot be: {what} is {value} at [{string.Join(", ", place)}]; expected {expected}");
    }
}
