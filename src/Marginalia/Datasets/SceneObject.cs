namespace Marginalia.Datasets;

/// <summary>One object of <see cref="ShapeScenes"/>.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Pose">Where it is.</param>
/// <param name="Paint">Its colours.</param>
/// <param name="Mask">The pixels that it covers, whether another object hides them or not.</param>
internal sealed record SceneObject(int Label, Pose Pose, Paint Paint, ObjectMask Mask)
{
    private const int MostTries = 100;

    /// <summary>Draws an object from a stream of its own: choices, then numbers, in this order and always, at last places until one is free; after many it shrinks to the smallest radius.</summary>
    /// <param name="random">The object's stream.</param>
    /// <param name="grain">Stream of the random values of its texture.</param>
    /// <param name="design">Law of the scene.</param>
    /// <param name="background">Colour of the background.</param>
    /// <param name="turn">Where on the ring it lies, as a part of a full turn.</param>
    /// <param name="occupancy">What is taken.</param>
    /// <returns>The object, or null where there is no room.</returns>
    public static SceneObject? Draw(SeededRandom random, SeededRandom grain, ShapeScenesDesign design, Vector background, double turn, Occupancy occupancy)
    {
        int kind = random.NextChoice(design.Shapes.Count, design.Label == ObjectLabel.Shape ? design.Shares : null);
        int texture = random.NextChoice(design.Textures.Count, design.Label == ObjectLabel.Texture ? design.Shares : null);
        var shape = design.Shapes[kind];
        double radius = design.Size * random.NextUniform(design.MinRadius, design.MaxRadius);
        double angle = random.NextUniform(-design.MaxAngle, design.MaxAngle);
        var direction = Paint.Direction(random);
        double distance = design.Contrast + 0.25 * random.NextDouble();
        var swing = design.Amplitude * Paint.Direction(random);
        var pattern = new TexturePattern(design.Textures[texture], random, new(design.MinFrequency, design.MaxFrequency, 0), grain, design.Size);
        var paint = new Paint(Paint.Apart(background, direction, distance), swing, pattern);

        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            if (attempt == MostTries / 2)
                radius = design.Size * design.MinRadius;
            double margin = Math.Min(design.Size / 2.0, radius * shape.Reach());
            var (x, y) = Place(random, design, margin, turn);
            var pose = new Pose(x, y, radius, angle);
            var mask = new ObjectMask(shape, pose, design.Size);
            if (design.AllowsOverlap || occupancy.TryAdd(mask))
                return new(design.Label == ObjectLabel.Shape ? kind : texture, pose, paint, mask);
        }

        return null;
    }

    public void PaintOn(Canvas canvas)
    {
        foreach (var (column, row) in Mask.Touched)
        {
            var (u, v) = Pose.ToShape(column + 0.5, row + 0.5);
            canvas.Blend(column, row, Paint.At(u, v, column, row), Mask.Share(column, row));
        }
    }

    /// <summary>Whole objects inside the image, anywhere or on the ring.</summary>
    private static (double X, double Y) Place(SeededRandom random, ShapeScenesDesign design, double margin, double turn)
    {
        double first = random.NextDouble(), second = random.NextDouble(), far = design.Size - margin;
        if (!design.IsRing)
            return (margin + (far - margin) * first, margin + (far - margin) * second);
        var (sine, cosine) = PortableMath.SinCos(2 * Math.PI * turn + 0.6 * (first - 0.5));
        double distance = design.Size * (0.25 + 0.08 * second);
        return (Math.Clamp(design.Size / 2.0 + distance * cosine, margin, far), Math.Clamp(design.Size / 2.0 + distance * sine, margin, far));
    }
}
