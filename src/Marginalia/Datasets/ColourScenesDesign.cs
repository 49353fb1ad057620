namespace Marginalia.Datasets;

/// <summary>The law of <see cref="ColourScenes"/>.</summary>
public sealed record ColourScenesDesign
{
    /// <summary>Height and width of the image, in pixels, at least 8.</summary>
    public int Size { get; init; } = 32;

    /// <summary>The shapes there are; they say nothing about colour.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = ShapeTexDesign.First<Shape>(6);

    /// <summary>How frequent the three materials are, in any unit; null makes them equally frequent.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>Part of the objects of <see cref="Material.Mid"/> that have the first of its two hues.</summary>
    public double FirstHue { get; init; } = 0.6;

    /// <summary>Saturation of objects: the length of (a, b).</summary>
    public double Saturation { get; init; } = 0.6;

    /// <summary>Smallest size of the object, as that of <see cref="ShapeTexDesign"/>.</summary>
    public double MinScale { get; init; } = 0.6;

    /// <summary>Largest size of the object.</summary>
    public double MaxScale { get; init; } = 0.95;

    /// <summary>Largest rotation of the object to either side, in radians.</summary>
    public double MaxAngle { get; init; } = 0.5;

    /// <summary>Standard deviation of the noise on the lightness.</summary>
    public double LightnessNoise { get; init; } = 0.02;

    /// <summary>Standard deviation of the noise on a and b.</summary>
    public double ColourNoise { get; init; } = 0.03;

    /// <summary>Objects that are hardly ever bright: that material is for one image of twenty.</summary>
    public static ColourScenesDesign RareBright { get; } = new() { Shares = [0.475, 0.475, 0.05] };

    internal void Validate()
    {
        static void Require(bool isMet, string given, string expected) => DesignErrors.Require(nameof(ColourScenes), isMet, given, expected);
        Require(Size >= 8, $"the size is {Size}", "8 or more pixels");
        Require(Shapes.Count > 0 && Shapes.All(Enum.IsDefined), $"there are {Shapes.Count} shapes", "at least one, each a named value of Shape");
        Require(
            Shares is null || (Shares.Count == 3 && Shares.All(share => share >= 0) && Shares.Sum() > 0),
            $"the shares are {string.Join(", ", Shares ?? [])}", "3 numbers of 0 or more, one per material, not all 0");
        Require(FirstHue is >= 0 and <= 1, $"the part of the first hue is {FirstHue}", "0 .. 1");
        Require(Saturation is >= 0 and <= 0.8, $"the saturation is {Saturation}", "0 .. 0.8");
        Require(MinScale > 0 && MaxScale >= MinScale, $"scales are {MinScale} .. {MaxScale}", "a range from low to high above 0");
        Require(MaxAngle is >= 0 and <= Math.PI, $"angles up to {MaxAngle} are given", "0 .. pi");
        Require(LightnessNoise >= 0 && ColourNoise >= 0, $"noise {LightnessNoise} and {ColourNoise} is given", "0 or more");
    }
}
