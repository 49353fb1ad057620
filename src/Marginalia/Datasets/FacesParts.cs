using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Faces of a head, two eyes and a mouth in random colours, for keypoints that are found without labels (He, Wandt, Rhodin 2021, arXiv 2103.15812).
/// Names: <c>image</c> [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255; <c>keypoints</c> [N, 4, 3] float32, x and y in pixels and 2, of the
/// centres of the head, the eye on the left of the image, the other eye, the mouth; <c>part</c> [N, size, size] int64, 0 for the background, then 1
/// head, 2 and 3 eyes, 4 mouth.
/// </summary>
/// <remarks>An example is a pure function of (seed, split, index, design), the same bytes on every machine; noise has a stream of its own.</remarks>
public sealed class FacesParts : TensorDataset
{
    private const int NoiseStream = 16;
    private const int Parts = 4;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public FacesParts(Split split, int count, long seed = 7, FacesPartsDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    /// <summary>Law of the examples.</summary>
    public FacesPartsDesign Design { get; }

    private static (string, Tensor)[] Draw(Split split, int count, long seed, FacesPartsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        int size = design.Size;
        var fields = new FieldArrays(count);
        var (image, keypoints, part) = (fields.Floats("image", 3, size, size), fields.Floats("keypoints", Parts, 3), fields.Integers("part", size, size));
        Parallel.For(0, count, index =>
        {
            // Everything in this order and always; what is new goes to the end.
            var random = new SeededRandom(seed, (long)split, index);
            double radius = size * random.NextUniform(design.MinRadius, design.MaxRadius), room = Math.Max(0, size / 2.0 - radius);
            double x = size / 2.0 + random.NextUniform(-room, room), y = size / 2.0 + random.NextUniform(-room, room);
            var face = new Pose(x, y, radius, random.NextUniform(-design.MaxAngle, design.MaxAngle));
            double Shift() => random.NextUniform(-design.Jitter, design.Jitter);
            double eye = random.NextUniform(0.11, 0.17), mouthWidth = random.NextUniform(0.25, 0.4), mouthHeight = random.NextUniform(0.09, 0.15);
            (double U, double V, double HalfWidth, double HalfHeight)[] ellipses =
            [
                (0, 0, 0.85, 1), (-0.36 + Shift(), -0.25 + Shift(), eye, eye), (0.36 + Shift(), -0.25 + Shift(), eye, eye),
                (Shift(), 0.45 + Shift(), mouthWidth, mouthHeight),
            ];
            var ground = Paint.Colour(random, 0.2, 0.8);
            Vector Other(Vector colour) => Paint.Apart(colour, Paint.Direction(random), 0.5);
            var head = Other(ground);
            var eyes = Other(head);
            Vector[] colours = [head, eyes, eyes, Other(head)];

            var canvas = new Canvas(size);
            canvas.FillRectangle(0, 0, size, size, ground);
            for (int k = 0; k < Parts; k++)
            {
                var (u, v, halfWidth, halfHeight) = ellipses[k];
                bool Holds(double a, double b) => (a - u) / halfWidth * ((a - u) / halfWidth) + (b - v) / halfHeight * ((b - v) / halfHeight) < 1;
                var mask = new ObjectMask(Holds, face, 1, size);
                foreach (var (column, row) in mask.Touched)
                    canvas.Blend(column, row, colours[k], mask.Share(column, row));
                foreach (var (column, row) in mask.Pixels)
                    part[index][row * size + column] = k + 1;
                var centre = face.ToImage(u, v);
                new[] { (float)centre.X, (float)centre.Y, 2 }.CopyTo(keypoints[index][(3 * k)..]);
            }

            canvas.Develop(image[index], new(seed, (long)split + NoiseStream, index), design.Noise);
        });
        return fields.ToTensors();
    }
}
