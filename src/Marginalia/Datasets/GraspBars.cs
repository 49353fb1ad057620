using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Objects on a table seen from above, with all grasps by two plates that hold: a generated counterpart of Cornell's grasping data. Names:
/// <c>image</c> [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255; <c>depth</c> [N, 1, size, size] float32, metres; <c>segmentation</c>
/// [N, size, size] int64, 0 for the table, 1 + <see cref="GraspObject"/>; <c>instance</c> [N, size, size] int64, 0 for none; <c>grasps</c>
/// [N, M, 4, 3] float32, the corners of each rectangle, x and y in pixels and 2, or zeros where there is none, the first two the ends of an edge
/// along the opening; <c>keypoints</c> [N, M, 2, 3] float32, where the left and the right plate are; <c>grasp_instance</c> [N, M] int64, the
/// instance that is grasped, or -1.
/// </summary>
/// <remarks>
/// Of the two keypoints the left one has the smaller x, or the smaller y where those are equal; the grasp's centre is between them, its angle
/// atan2 of the way from left to right, -pi/2 .. pi/2, its opening their distance (Xu, Chu, Vela 2021, arXiv 2106.08497). A grasp is antipodal: it
/// opens along the normals of the two sides that it holds. An example is a pure function of (seed, split, index, design), the same bytes on every
/// machine; objects and noise have streams of their own.
/// </remarks>
public sealed class GraspBars : TensorDataset
{
    private const int NoiseStream = 16;
    private const int MostGrasps = 4; // of one object
    private const int MostTries = 100;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public GraspBars(Split split, int count, long seed = 7, GraspBarsDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    /// <summary>Law of the examples.</summary>
    public GraspBarsDesign Design { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Names.Select(name => name switch
    {
        "grasps" => new Field(name, FieldKind.Keypoints),
        "grasp_instance" => new Field(name, FieldKind.Label),
        _ => Field.Of(name),
    })];

    private static (string, Tensor)[] Draw(Split split, int count, long seed, GraspBarsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        var (size, most) = (design.Size, design.MaxObjects * MostGrasps);
        var fields = new FieldArrays(count);
        var (image, depth) = (fields.Floats("image", 3, size, size), fields.Floats("depth", 1, size, size));
        var (segmentation, instance) = (fields.Integers("segmentation", size, size), fields.Integers("instance", size, size));
        var (grasps, keypoints) = (fields.Floats("grasps", most, 4, 3), fields.Floats("keypoints", most, 2, 3));
        var owner = fields.Integers("grasp_instance", most);
        Parallel.For(0, count, index =>
        {
            var random = new SeededRandom(seed, (long)split, index);
            int objects = design.MinObjects + random.NextChoice(design.MaxObjects - design.MinObjects + 1);
            var table = Paint.Colour(random, 0.2, 0.8);
            var canvas = new Canvas(size);
            canvas.FillRectangle(0, 0, size, size, table);
            depth[index].Fill((float)design.Table);
            owner[index].Fill(-1);
            var occupancy = new Occupancy(size);
            int id = 0, row = 0;
            for (int k = 0; k < objects; k++)
            {
                if (Place(new(seed, (long)split, index, 1, k), design, table, occupancy) is not var (kind, body, pose, mask, colour, height))
                    continue;
                id++;
                foreach (var (x, y) in mask.Touched)
                    canvas.Blend(x, y, colour, mask.Share(x, y));
                foreach (var (x, y) in mask.Pixels)
                    (segmentation[index][y * size + x], instance[index][y * size + x], depth[index][y * size + x]) = (1 + (long)kind, id, (float)(design.Table - height));
                foreach (var grasp in body.Grasps)
                {
                    Write(grasp, pose, design, grasps[index].Slice(12 * row, 12), keypoints[index].Slice(6 * row, 6));
                    owner[index][row++] = id;
                }
            }

            canvas.Develop(image[index], new(seed, (long)split + NoiseStream, index), design.Noise);
        });
        return fields.ToTensors();
    }

    /// <summary>Draws an object: everything in this order and always, at last places until one is free; null where there is no room.</summary>
    private static (GraspObject Kind, GraspBody Body, Pose Pose, ObjectMask Mask, Vector Colour, double Height)? Place(
        SeededRandom random, GraspBarsDesign design, Vector table, Occupancy occupancy)
    {
        var kind = design.Objects[random.NextChoice(design.Objects.Count)];
        var body = GraspBody.Draw(kind, random, design.Size);
        double angle = random.NextUniform(-Math.PI, Math.PI), height = random.NextUniform(0.02, 0.06);
        var colour = Paint.Apart(table, Paint.Direction(random), 0.4 + 0.25 * random.NextDouble());
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            double x = random.NextUniform(body.Reach, design.Size - body.Reach), y = random.NextUniform(body.Reach, design.Size - body.Reach);
            var pose = new Pose(x, y, 1, angle);
            var mask = new ObjectMask(body.Holds, pose, body.Reach, design.Size);
            if (occupancy.TryAdd(mask))
                return (kind, body, pose, mask, colour, height);
        }

        return null;
    }

    private static void Write(
        (double U, double V, double Angle, double Thickness) grasp, Pose pose, GraspBarsDesign design, Span<float> corners, Span<float> keypoints)
    {
        var (sine, cosine) = PortableMath.SinCos(grasp.Angle);
        double half = design.Opening * grasp.Thickness / 2;
        var left = pose.ToImage(grasp.U - half * cosine, grasp.V - half * sine);
        var right = pose.ToImage(grasp.U + half * cosine, grasp.V + half * sine);
        if (left.X > right.X || (left.X == right.X && left.Y > right.Y))
            (left, right) = (right, left);
        double x = design.Breadth / 2 * (left.Y - right.Y) / (2 * half), y = design.Breadth / 2 * (right.X - left.X) / (2 * half); // across the opening
        (double X, double Y)[] points = [(left.X - x, left.Y - y), (right.X - x, right.Y - y), (right.X + x, right.Y + y), (left.X + x, left.Y + y)];
        for (int k = 0; k < 4; k++)
            (corners[3 * k], corners[3 * k + 1], corners[3 * k + 2]) = ((float)points[k].X, (float)points[k].Y, 2);
        (keypoints[0], keypoints[1], keypoints[2]) = ((float)left.X, (float)left.Y, 2);
        (keypoints[3], keypoints[4], keypoints[5]) = ((float)right.X, (float)right.Y, 2);
    }
}
