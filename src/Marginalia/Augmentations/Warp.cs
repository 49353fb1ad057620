using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Augmentations;

/// <summary>Makes the picture that a <see cref="View"/> describes, of every tensor according to its kind.</summary>
internal static class Warp
{
    /// <summary>Rows and columns of the tensors per pixel.</summary>
    /// <exception cref="ArgumentException">There is none, or they differ.</exception>
    public static (long Height, long Width) SizeOf(Sample sample, IReadOnlyList<Field> fields)
    {
        var sizes = fields.Where(field => field.IsPerPixel).Select(field => (Field: field, Size: (sample[field.Name].shape[^2], sample[field.Name].shape[^1]))).ToArray();
        if (sizes.Select(pair => pair.Size).Distinct().Count() == 1)
            return sizes[0].Size;
        var given = sizes.Select(pair => $"{pair.Field.Name} {pair.Size.Item1}x{pair.Size.Item2}").DefaultIfEmpty("no tensor with a value per pixel");
        throw new ArgumentException($"Augmentation: {string.Join(", ", given)}; expected tensors per pixel of one height and width.");
    }

    public static View Identity(Sample sample, IReadOnlyList<Field> fields)
    {
        var (height, width) = SizeOf(sample, fields);
        return new(height, width);
    }

    public static Sample Apply(Sample sample, IReadOnlyList<Field> fields, View view)
    {
        using var scope = NewDisposeScope();
        var (height, width) = SizeOf(sample, fields);
        if (view.IsIdentity(height, width))
            return new(fields.Select(field => (field.Name, sample[field.Name].clone())));

        using var grid = new PixelGrid(view, height, width);
        var made = fields.ToDictionary(field => field.Name, field => Make(sample[field.Name], field, view, grid));
        if (made.TryGetValue("boxes", out var boxes) && made.TryGetValue("box_labels", out var labels))
            made["box_labels"] = labels.masked_fill(boxes.eq(0).all(-1), -1); // a box that left the picture
        return new(made.Select(pair => (pair.Key, pair.Value)));
    }

    private static Tensor Make(Tensor old, Field field, View view, PixelGrid grid) => field.Kind switch
    {
        FieldKind.Image => grid.Interpolate(old),
        FieldKind.Labels or FieldKind.Mask => grid.Nearest(old, -1),
        FieldKind.Instances => grid.Nearest(old, 0),
        FieldKind.Depth => grid.Nearest(old, 0).div_(view.Zoom),
        FieldKind.Disparity => grid.Nearest(old, 0).mul_(view.Zoom),
        FieldKind.Normals => Normals(grid.Nearest(old, 0), view),
        FieldKind.Vectors => Vectors(grid.Nearest(old, 0), view),
        FieldKind.Boxes => Rows(old, row => Box(row, view)),
        FieldKind.Keypoints => Keypoints(old, view),
        FieldKind.Intrinsics => Intrinsics(old, view),
        FieldKind.Label or FieldKind.Values => old.clone(),
        _ => throw new ArgumentException($"Augmentation: '{field.Name}' is of the kind {field.Kind}, for which there is no rule."),
    };

    /// <summary>Turned with the picture; y points up in a normal and down in the picture. (0, 0, 0) stays.</summary>
    private static Tensor Normals(Tensor normal, View view)
    {
        var (x, y, z) = (normal[0], normal[1], normal[2]);
        if (view.Turn != Matrix2.Identity)
            (x, y) = (view.Turn.XX * x - view.Turn.XY * y, view.Turn.YY * y - view.Turn.YX * x);
        return view.Zoom == 1 ? stack([x, y, z]) : nn.functional.normalize(stack([x, y, view.Zoom * z]), dim: 0);
    }

    private static Tensor Vectors(Tensor vectors, View view)
    {
        var map = view.Map.Inverse;
        return stack([map.XX * vectors[0] + map.XY * vectors[1], map.YX * vectors[0] + map.YY * vectors[1]]);
    }

    /// <summary>The box around the moved box, cut at the borders; zeros where nothing is left.</summary>
    private static float[] Box(ReadOnlySpan<float> box, View view)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (cornerX, cornerY) in new[] { (box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3]) })
        {
            var (x, y) = view.ToNew(cornerX, cornerY);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        (left, right) = (Math.Clamp(left, 0, view.Width), Math.Clamp(right, 0, view.Width));
        (top, bottom) = (Math.Clamp(top, 0, view.Height), Math.Clamp(bottom, 0, view.Height));
        bool isEmpty = box[2] <= box[0] || box[3] <= box[1] || right <= left || bottom <= top;
        return isEmpty ? [0, 0, 0, 0] : [(float)left, (float)top, (float)right, (float)bottom];
    }

    private static Tensor Keypoints(Tensor old, View view)
    {
        var moved = Rows(old, row =>
        {
            var (x, y) = view.ToNew(row[0], row[1]);
            bool isInside = row[2] > 0 && x >= 0 && x < view.Width && y >= 0 && y < view.Height;
            return isInside ? [(float)x, (float)y, row[2]] : [0, 0, 0];
        });
        if (view.SwappedKeypoints.Count == 0)
            return moved;

        long[] order = [.. Enumerable.Range(0, (int)moved.shape[^2])];
        foreach (var (first, second) in view.SwappedKeypoints)
            (order[first], order[second]) = (order[second], order[first]);
        return moved.index_select(-2, tensor(order));
    }

    /// <summary>The principal point moves; the focal lengths change by the sampling, not by the zoom, which is in the depths.</summary>
    private static Tensor Intrinsics(Tensor old, View view)
    {
        double[] k = [.. old.to(ScalarType.Float64).flatten().data<double>()];
        var (x, y) = view.ToNew(k[2], k[5]);
        var turn = new Matrix2(view.Turn.XX, -view.Turn.XY, -view.Turn.YX, view.Turn.YY); // y points up in the scene and down in the picture
        var focal = view.Map.Inverse * new Matrix2(k[0], k[1], k[3], k[4]) * turn.Inverse;
        double zoom = view.Zoom;
        return tensor(new[] { focal.XX / zoom, focal.XY / zoom, x, focal.YX / zoom, focal.YY / zoom, y, 0, 0, 1 }).reshape(3, 3).to(old.dtype);
    }

    private delegate float[] RowChange(ReadOnlySpan<float> row);

    private static Tensor Rows(Tensor old, RowChange change)
    {
        float[] values = [.. old.contiguous().data<float>()];
        int length = (int)old.shape[^1];
        for (int at = 0; at < values.Length; at += length)
            change(values.AsSpan(at, length)).CopyTo(values, at);
        return tensor(values).reshape(old.shape);
    }
}
