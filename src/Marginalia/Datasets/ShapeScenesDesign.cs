namespace Marginalia.Datasets;

/// <summary>The law of <see cref="ShapeScenes"/>. Angles are in radians.</summary>
public sealed record ShapeScenesDesign
{
    /// <summary>Height and width of the image, in pixels, at least 16.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Fewest objects; where there is no room for one it is left out.</summary>
    public int MinObjects { get; init; } = 1;

    /// <summary>Most objects: the rows of <c>boxes</c>.</summary>
    public int MaxObjects { get; init; } = 4;

    /// <summary>The shapes there are; class k of a label of shapes is the k-th.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [Shape.Disc, Shape.Square, Shape.Triangle];

    /// <summary>The textures of objects; class k of a label of textures is the k-th.</summary>
    public IReadOnlyList<Texture> Textures { get; init; } = [Texture.Solid];

    /// <summary>What the class of an object is.</summary>
    public ObjectLabel Label { get; init; }

    /// <summary>How frequent the classes are, in any unit, one number per class; null makes them equally frequent.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>Smallest radius of a disc, as a part of the image's size; other shapes have the same area.</summary>
    public double MinRadius { get; init; } = 0.09;

    /// <summary>Largest radius of a disc.</summary>
    public double MaxRadius { get; init; } = 0.19;

    /// <summary>Largest rotation of an object to either side; pi is every direction.</summary>
    public double MaxAngle { get; init; } = 0.5;

    /// <summary>Whether objects may hide one another; otherwise two free pixels lie between them.</summary>
    public bool AllowsOverlap { get; init; }

    /// <summary>Whether objects lie on a ring around the centre, at about equal distances, instead of anywhere.</summary>
    public bool IsRing { get; init; }

    /// <summary>Least distance of an object's colour from the background's, of red, green, blue in 0 .. 1; up to 0.25 more is random.</summary>
    public double Contrast { get; init; } = 0.5;

    /// <summary>How far an object's texture moves its colour.</summary>
    public double Amplitude { get; init; } = 0.5;

    /// <summary>The textures of backgrounds.</summary>
    public IReadOnlyList<Texture> Backgrounds { get; init; } = [Texture.Waves];

    /// <summary>How far the background's texture moves its colour.</summary>
    public double BackgroundAmplitude { get; init; } = 0.1;

    /// <summary>Lowest frequency of textures, in radians per radius of a disc for objects, per half image for the background.</summary>
    public double MinFrequency { get; init; } = 6;

    /// <summary>Highest frequency of textures.</summary>
    public double MaxFrequency { get; init; } = 12;

    /// <summary>Rectangles of random colours behind the objects.</summary>
    public int Clutter { get; init; }

    /// <summary>Standard deviation of the noise on a colour of 0 .. 1.</summary>
    public double Noise { get; init; } = 0.03;

    /// <summary>What spoils the finished image; targets stay those of the clean one.</summary>
    public Corruption Corruption { get; init; }

    /// <summary>How much it spoils, 1 .. 5.</summary>
    public int Severity { get; init; } = 1;

    /// <summary>The default scenes before strong textures of ten kinds and clutter: another domain to test on.</summary>
    public static ShapeScenesDesign Shifted { get; } = new()
    {
        Backgrounds = ShapeTexDesign.First<Texture>(10), BackgroundAmplitude = 0.4, Clutter = 6,
    };

    /// <summary>Two or three objects of four shapes on a ring, in 32 pixels; the class is one of six textures, and 79 % of the pixels are background.</summary>
    public static ShapeScenesDesign TexScenes { get; } = new()
    {
        Size = 32, MinObjects = 2, MaxObjects = 3, Shapes = ShapeTexDesign.First<Shape>(4), Label = ObjectLabel.Texture, MinRadius = 0.14, MaxRadius = 0.19,
        IsRing = true, Contrast = 0.2, Amplitude = 0.75, Backgrounds = [Texture.Clouds], BackgroundAmplitude = 0.3, MinFrequency = 6, MaxFrequency = 9,
        Textures = [Texture.Stripes, Texture.Checker, Texture.Dots, Texture.Rings, Texture.CrossStripes, Texture.Hatch],
    };

    internal int Classes => Label == ObjectLabel.Shape ? Shapes.Count : Textures.Count;

    internal void Validate()
    {
        static void Require(bool isMet, string given, string expected) => DesignErrors.Require(nameof(ShapeScenes), isMet, given, expected);
        Require(Size >= 16, $"the size is {Size}", "16 or more pixels");
        Require(MinObjects >= 0 && MaxObjects >= Math.Max(1, MinObjects), $"{MinObjects} .. {MaxObjects} objects are given", "a range from 0 up, with 1 or more at most");
        Require(
            Shapes.Count > 0 && Textures.Count > 0 && Backgrounds.Count > 0,
            $"there are {Shapes.Count} shapes, {Textures.Count} textures and {Backgrounds.Count} backgrounds", "at least one of each");
        Require(
            Shapes.All(Enum.IsDefined) && Textures.All(Enum.IsDefined) && Backgrounds.All(Enum.IsDefined) && Enum.IsDefined(Corruption),
            "a shape, texture or corruption has no name", "the named values of Shape, Texture and Corruption");
        Require(
            Shares is null || (Shares.Count == Classes && Shares.All(share => share >= 0) && Shares.Sum() > 0),
            $"the shares are {string.Join(", ", Shares ?? [])}", $"{Classes} numbers of 0 or more, one per class, not all 0");
        Require(MinRadius * Size >= 1 && MaxRadius >= MinRadius && MaxRadius <= 0.3, $"radii are {MinRadius} .. {MaxRadius}", "a range from low to high, of a pixel up to 0.3");
        Require(MinFrequency >= 0 && MaxFrequency >= MinFrequency, $"frequencies are {MinFrequency} .. {MaxFrequency}", "a range from low to high, 0 or more");
        Require(MaxAngle is >= 0 and <= Math.PI, $"angles up to {MaxAngle} are given", "0 .. pi");
        Require(Clutter >= 0 && Noise >= 0, $"clutter {Clutter} and noise {Noise} are given", "0 or more");
        Require(Severity is >= 1 and <= 5, $"the severity is {Severity}", "1 .. 5");
    }
}
