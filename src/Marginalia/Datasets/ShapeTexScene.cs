namespace Marginalia.Datasets;

/// <summary>What one example of <see cref="ShapeTex"/> shows.</summary>
internal sealed record ShapeTexScene(
    ShapeTexDesign Design, int Label, Shape Shape, Texture Texture, Texture BackgroundTexture, double Scale, Pose Pose, Paint Object, Paint Background)
{
    private double HalfSize => Design.Size / 2.0;

    /// <summary>Choices are drawn before other numbers, everything in this order and always; what is new goes to the end.</summary>
    public static ShapeTexScene Draw(SeededRandom random, ShapeTexDesign design, SeededRandom objectGrain, SeededRandom backgroundGrain)
    {
        var (shapes, textures) = (design.Shapes, design.Textures);
        int shape = random.NextChoice(shapes.Count, design.Label == ObjectLabel.Shape ? design.Shares : null);
        int texture = random.NextChoice(textures.Count, design.Label == ObjectLabel.Texture ? design.Shares : null);
        int step = random.NextChoice(Math.Max(1, textures.Count - 1)) + 1;
        if (random.NextDouble() < design.Coupling)
            texture = (shape + design.TextureShift) % textures.Count;
        var backgroundTexture = design.Background ?? textures[(texture + step) % textures.Count];

        double scale = random.NextUniform(design.MinScale, design.MaxScale);
        double angle = random.NextUniform(-design.MaxAngle, design.MaxAngle);
        double half = design.Size / 2.0, freedom = design.Freedom * Math.Abs(1 - scale);
        double x = random.NextUniform(-freedom, freedom), y = random.NextUniform(-freedom, freedom);
        var pose = new Pose(half * (1 + x), half * (1 + y), half * ShapeTex.Unit * scale, angle);

        var colour = Paint.Colour(random, 0.2, 0.8);
        var apart = Paint.Direction(random);
        double distance = design.Contrast + 0.25 * random.NextDouble();
        var swing = design.Amplitude * Paint.Direction(random);
        var backgroundSwing = design.BackgroundAmplitude * Paint.Direction(random);
        var law = new TextureLaw(design.MinFrequency, design.MaxFrequency, design.MaxTextureAngle);
        var pattern = new TexturePattern(textures[texture], random, law, objectGrain, design.Size);
        var backgroundPattern = new TexturePattern(backgroundTexture, random, law, backgroundGrain, design.Size);
        return new(
            design, design.Label == ObjectLabel.Shape ? shape : texture, shapes[shape], textures[texture], backgroundTexture, scale, pose,
            new(colour, swing, pattern), new(Paint.Apart(colour, apart, distance), backgroundSwing, backgroundPattern));
    }

    public void PaintBackground(Canvas canvas, SeededRandom clutter)
    {
        canvas.Fill(Background);
        canvas.Clutter(Design.Clutter, clutter);
    }

    /// <summary>Paints the object and writes which part of each pixel it covers.</summary>
    public void PaintObject(Canvas canvas, Span<float> mask)
    {
        for (int row = 0; row < Design.Size; row++)
            for (int column = 0; column < Design.Size; column++)
            {
                double share = Pose.Coverage(Shape, column, row);
                mask[row * Design.Size + column] = (float)share;
                if (share == 0)
                    continue;
                var (x, y) = Design.IsTextureFixedToObject ? Pose.ToShape(column + 0.5, row + 0.5) : (Frame(column), Frame(row));
                canvas.Blend(column, row, Object.At(x, y, column, row), share);
            }
    }

    /// <summary>Hides a square of the object, if the design has one; true if it lies over the object's centre.</summary>
    public bool PaintOccluder(Canvas canvas, SeededRandom random)
    {
        double reach = 0.5 * Scale * HalfSize, half = Design.Occlusion * Scale * HalfSize;
        double x = random.NextUniform(-reach, reach), y = random.NextUniform(-reach, reach);
        canvas.FillRectangle(Pose.X + x - half, Pose.Y + y - half, Pose.X + x + half, Pose.Y + y + half, Paint.Colour(random, 0.2, 0.8));
        return Math.Max(Math.Abs(x), Math.Abs(y)) < half;
    }

    /// <summary>The centre of a row or column in -1 .. 1.</summary>
    private double Frame(int pixel) => (pixel + 0.5) / HalfSize - 1;
}
