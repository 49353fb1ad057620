using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Some objects before a background, with boxes, masks and keypoints: a generated counterpart of the sets for detection. Names: <c>image</c>
/// [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255; <c>segmentation</c> [N, size, size] int64, 0 for the background, 1 + class for
/// objects; <c>instance</c> [N, size, size] int64, 0 for none, 1 + row of <c>boxes</c>; <c>boxes</c> [N, M, 4] float32, left, top, right, bottom of
/// the visible pixels, in pixels from edge to edge, zeros where there is no object; <c>box_labels</c> [N, M] int64, the class, or -1;
/// <c>keypoints</c> [N, M, 5, 3] float32, x and y in pixels and 2 (visible), 1 (hidden) or 0 (no object), of the centre and of the first pixel of
/// the whole object from the left, the top, the right and the bottom (as in Papadopoulos et al. 2017, arXiv 1708.02750).
/// </summary>
/// <remarks>
/// An example is a pure function of (seed, split, index, design), the same bytes on every machine. Objects, clutter, noise and corruption have
/// streams of their own: a corruption leaves all else alone. A pixel belongs to an object that covers half of it or more; where objects overlap, to
/// the last.
/// </remarks>
public sealed class ShapeScenes : TensorDataset
{
    private const int NoiseStream = 16;
    private const int KeypointsPerObject = 5;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples, for example <see cref="ShapeScenesDesign.TexScenes"/>; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public ShapeScenes(Split split, int count, long seed = 7, ShapeScenesDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    private enum Part
    {
        BackgroundGrain = 1,
        Clutter,
        Corruption,
        Object,
    }

    /// <summary>Law of the examples.</summary>
    public ShapeScenesDesign Design { get; }

    /// <summary>Number of values of <c>box_labels</c>; <c>segmentation</c> has one more, for the background.</summary>
    public int Classes => Design.Classes;

    private static (string, Tensor)[] Draw(Split split, int count, long seed, ShapeScenesDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        var (size, most) = (design.Size, design.MaxObjects);
        var fields = new FieldArrays(count);
        var image = fields.Floats("image", 3, size, size);
        var (segmentation, instance) = (fields.Integers("segmentation", size, size), fields.Integers("instance", size, size));
        var (boxes, labels) = (fields.Floats("boxes", most, 4), fields.Integers("box_labels", most));
        var keypoints = fields.Floats("keypoints", most, KeypointsPerObject, 3);
        Parallel.For(0, count, index =>
        {
            SeededRandom Stream(params ReadOnlySpan<long> part) => new([seed, (long)split, index, .. part]);
            var random = Stream();
            int objects = design.MinObjects + random.NextChoice(design.MaxObjects - design.MinObjects + 1);
            var texture = design.Backgrounds[random.NextChoice(design.Backgrounds.Count)];
            var colour = Paint.Colour(random, 0.2, 0.8);
            var swing = design.BackgroundAmplitude * Paint.Direction(random);
            var law = new TextureLaw(design.MinFrequency, design.MaxFrequency, Math.PI);
            var background = new Paint(colour, swing, new(texture, random, law, Stream((long)Part.BackgroundGrain), size));
            double turn = random.NextDouble();

            var occupancy = new Occupancy(size);
            SceneObject[] found =
            [
                .. Enumerable.Range(0, objects).Select(k => SceneObject.Draw(
                    Stream((long)Part.Object, k), Stream((long)Part.Object, k, 1), design, colour, turn + (double)k / objects, occupancy)).OfType<SceneObject>(),
            ];

            var canvas = new Canvas(size);
            canvas.Fill(background);
            canvas.Clutter(design.Clutter, Stream((long)Part.Clutter));
            foreach (var item in found)
                item.PaintOn(canvas);
            canvas.Develop(image[index], new(seed, (long)split + NoiseStream, index), design.Noise);
            Corruptions.Apply(image[index], size, design.Corruption, design.Severity, new(seed, (long)split + NoiseStream, index, (long)Part.Corruption));
            SceneTargets.Write(found, size, segmentation[index], instance[index], boxes[index], labels[index], keypoints[index]);
        });
        return fields.ToTensors();
    }
}
