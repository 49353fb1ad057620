using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Scenes of objects of different colour and shape, and an expression that refers to one: "red star left above" is the object above the one to the
/// left of the red star. Names: <c>image</c> [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255; <c>objects</c> [N, M, 12] float32, one of 4
/// colours, one of 4 shapes (both as 0 and 1), x, y, width and height as parts of the image's size; <c>tokens</c> [N, 2 + most hops] int64, indices
/// of <see cref="Vocabulary"/>: colour, shape, relations, then 0; <c>hops</c> [N] int64, the number of relations; <c>target</c> [N] int64, the
/// object referred to; <c>path</c> [N, 1 + most hops] int64, the object after 0, 1, ... relations; <c>neighbours</c> [N, M, 4] int64, the nearest
/// object on each side (<see cref="Relation"/>), or -1; <c>boxes</c> [N, M, 4] float32, left, top, right, bottom in pixels; <c>box_labels</c> [N, M]
/// int64, 4 * colour + shape.
/// </summary>
/// <remarks>
/// The program of an expression is its tokens: find the object of that colour and shape, then go to the neighbour on each side named. An example is
/// a pure function of (seed, split, index, design), the same bytes on every machine; noise has a stream of its own. After the task of referring
/// expressions (Zhang et al. 2022, arXiv 2208.00361) with the scenes of Johnson et al. 2017 (arXiv 1612.06890) in mind.
/// </remarks>
public sealed class ReferScenes : TensorDataset
{
    private const int NoiseStream = 16;
    private const int Features = ReferScene.Colours + ReferScene.Shapes + 4;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public ReferScenes(Split split, int count, long seed = 7, ReferScenesDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    private enum Part
    {
        Expression = 1,
    }

    /// <summary>The words of the tokens; token 0 is no word.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } =
    [
        "", "red", "green", "blue", "yellow", "disc", "square", "triangle", "star", "left", "right", "above", "below",
    ];

    /// <summary>Law of the examples.</summary>
    public ReferScenesDesign Design { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Names.Select(name => name switch
    {
        "hops" or "target" or "path" or "neighbours" => new Field(name, FieldKind.Label),
        _ => Field.Of(name),
    })];

    /// <summary>The words of an expression.</summary>
    /// <param name="tokens">Indices of <see cref="Vocabulary"/>.</param>
    public static string Sentence(IEnumerable<long> tokens) => string.Join(' ', tokens.Where(token => token != 0).Select(token => Vocabulary[(int)token]));

    private static (string, Tensor)[] Draw(Split split, int count, long seed, ReferScenesDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        var (size, objects, hops) = (design.Size, design.Objects, design.MaxHops);
        var fields = new FieldArrays(count);
        var image = fields.Floats("image", 3, size, size);
        var features = fields.Floats("objects", objects, Features);
        var (tokens, hopCount) = (fields.Integers("tokens", 2 + hops), fields.Integers("hops"));
        var (target, path) = (fields.Integers("target"), fields.Integers("path", 1 + hops));
        var neighbours = fields.Integers("neighbours", objects, ReferScene.Relations);
        var (boxes, labels) = (fields.Floats("boxes", objects, 4), fields.Integers("box_labels", objects));
        Parallel.For(0, count, index =>
        {
            var random = new SeededRandom(seed, (long)split, index);
            var grey = Paint.Colour(random, 0.05, 0.25);
            var scene = ReferScene.Draw(random, design);
            var canvas = new Canvas(size);
            canvas.FillRectangle(0, 0, size, size, grey);
            foreach (var item in scene.Objects)
                item.PaintOn(canvas);
            canvas.Develop(image[index], new(seed, (long)split + NoiseStream, index), design.Noise);

            Describe(scene, size, features[index], boxes[index], labels[index], neighbours[index]);
            hopCount[index][0] = Refer(new(seed, (long)split, index, (long)Part.Expression), scene, neighbours[index], tokens[index], path[index]);
            target[index][0] = path[index][^1];
        });
        return fields.ToTensors();
    }

    private static void Describe(ReferScene scene, int size, Span<float> features, Span<float> boxes, Span<long> labels, Span<long> neighbours)
    {
        var instance = new long[size * size];
        SceneTargets.Write(scene.Objects, size, new long[size * size], instance, boxes, labels, new float[scene.Objects.Count * 15]);
        for (int k = 0; k < scene.Objects.Count; k++)
        {
            var own = features.Slice(k * Features, Features);
            var (label, pose) = (scene.Objects[k].Label, scene.Objects[k].Pose);
            own[label / ReferScene.Shapes] = 1;
            own[ReferScene.Colours + label % ReferScene.Shapes] = 1;
            var box = boxes.Slice(4 * k, 4);
            new[] { (float)(pose.X / size), (float)(pose.Y / size), (box[2] - box[0]) / size, (box[3] - box[1]) / size }.CopyTo(own[^4..]);
            for (int r = 0; r < ReferScene.Relations; r++)
                neighbours[k * ReferScene.Relations + r] = scene.Neighbour(k, (Relation)r);
        }
    }

    /// <summary>Draws the number of hops, the first object and one side per possible hop, always; returns the number of hops.</summary>
    private static int Refer(SeededRandom random, ReferScene scene, ReadOnlySpan<long> neighbours, Span<long> tokens, Span<long> path)
    {
        const int firstShape = 1 + ReferScene.Colours, firstRelation = firstShape + ReferScene.Shapes;
        int hops = random.NextChoice(path.Length), at = random.NextChoice(scene.Objects.Count);
        int label = scene.Objects[at].Label;
        (tokens[0], tokens[1]) = (1 + label / ReferScene.Shapes, firstShape + label % ReferScene.Shapes);
        path[0] = at;
        for (int hop = 0; hop < path.Length - 1; hop++)
        {
            var beside = neighbours.Slice(at * ReferScene.Relations, ReferScene.Relations).ToArray();
            int side = random.NextChoice(ReferScene.Relations, [.. beside.Select(neighbour => neighbour < 0 ? 0.0 : 1)]);
            if (hop < hops)
                (at, tokens[2 + hop]) = ((int)beside[side], firstRelation + side);
            path[hop + 1] = at;
        }

        return hops;
    }
}
