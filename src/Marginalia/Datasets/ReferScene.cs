namespace Marginalia.Datasets;

/// <summary>The objects of one example of <see cref="ReferScenes"/>, and who lies next to whom.</summary>
internal sealed class ReferScene
{
    public const int Colours = 4, Shapes = 4, Relations = 4;

    private static readonly Vector[] Palette = [new(0.85, 0.2, 0.2), new(0.2, 0.75, 0.25), new(0.25, 0.35, 0.9), new(0.9, 0.8, 0.2)];

    private static readonly double[] InnerRadii = [1, 0.886, 0.777, 0.55]; // of the largest disc within each shape

    private ReferScene(IReadOnlyList<SceneObject> objects) => Objects = objects;

    /// <summary>The objects; a label is colour * 4 + shape and occurs once.</summary>
    public IReadOnlyList<SceneObject> Objects { get; }

    /// <summary>Draws which objects there are, then their places, all anew until all have room.</summary>
    public static ReferScene Draw(SeededRandom random, ReferScenesDesign design)
    {
        long[] labels = random.NextPermutation(Colours * Shapes)[..design.Objects];
        while (true)
        {
            // All is drawn before any is refused. Most are refused without a mask, which takes much longer.
            (int Label, Pose Pose, Paint Paint)[] drawn = [.. labels.Select(label => Place((int)label, random, design.Size))];
            if (drawn.Where((a, i) => drawn.Skip(i + 1).Any(b => MustCollide(a.Label, a.Pose, b.Label, b.Pose))).Any())
                continue;
            var occupancy = new Occupancy(design.Size);
            SceneObject[] objects =
            [
                .. drawn.Select(item => new SceneObject(item.Label, item.Pose, item.Paint, new((Shape)(item.Label % Shapes), item.Pose, design.Size)))
                    .TakeWhile(item => occupancy.TryAdd(item.Mask)),
            ];
            if (objects.Length == drawn.Length)
                return new(objects);
        }
    }

    /// <summary>The nearest of the objects that lie on a side of object i, or -1 if there is none.</summary>
    public int Neighbour(int i, Relation relation)
    {
        int nearest = -1;
        double least = double.PositiveInfinity;
        for (int j = 0; j < Objects.Count; j++)
        {
            double x = Objects[j].Pose.X - Objects[i].Pose.X, y = Objects[j].Pose.Y - Objects[i].Pose.Y, square = x * x + y * y;
            if (j != i && Side(x, y) == relation && square < least)
                (nearest, least) = (j, square);
        }

        return nearest;
    }

    private static Relation Side(double x, double y) =>
        Math.Abs(x) >= Math.Abs(y) ? x < 0 ? Relation.Left : Relation.Right : y < 0 ? Relation.Above : Relation.Below;

    /// <summary>
    /// Whether <see cref="Occupancy"/> surely refuses one of two objects: a point 1.1 pixels within a disc lies in a pixel all of which is covered, and two
    /// such points at most 2 apart lie in pixels at most 2 columns and rows apart.
    /// </summary>
    private static bool MustCollide(int label, Pose pose, int otherLabel, Pose other)
    {
        double x = other.X - pose.X, y = other.Y - pose.Y;
        double near = InnerRadii[label % Shapes] * pose.Radius + InnerRadii[otherLabel % Shapes] * other.Radius - 0.2;
        return x * x + y * y < near * near;
    }

    private static (int Label, Pose Pose, Paint Paint) Place(int label, SeededRandom random, int size)
    {
        var shape = (Shape)(label % Shapes);
        double radius = size * random.NextUniform(0.08, 0.11), margin = radius * shape.Reach();
        double x = random.NextUniform(margin, size - margin), y = random.NextUniform(margin, size - margin);
        var colour = Palette[label / Shapes] + 0.1 * Paint.Colour(random, -1, 1);
        var pattern = new TexturePattern(Texture.Solid, random, new(0, 0, 0), random, size);
        var pose = new Pose(x, y, radius, random.NextUniform(-0.3, 0.3));
        return (label, pose, new(colour, default, pattern));
    }
}
