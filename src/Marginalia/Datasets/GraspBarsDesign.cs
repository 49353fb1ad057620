namespace Marginalia.Datasets;

/// <summary>The law of <see cref="GraspBars"/>.</summary>
public sealed record GraspBarsDesign
{
    /// <summary>Height and width of the image, in pixels, at least 32.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Fewest objects; where there is no room for one it is left out.</summary>
    public int MinObjects { get; init; } = 1;

    /// <summary>Most objects.</summary>
    public int MaxObjects { get; init; } = 3;

    /// <summary>The objects there are.</summary>
    public IReadOnlyList<GraspObject> Objects { get; init; } = Enum.GetValues<GraspObject>();

    /// <summary>Opening of the plates over the thickness of what is between them.</summary>
    public double Opening { get; init; } = 1.3;

    /// <summary>Breadth of the plates, in pixels: the height of the rectangles.</summary>
    public double Breadth { get; init; } = 8;

    /// <summary>Depth of the table, in metres; objects are 0.02 to 0.06 m high.</summary>
    public double Table { get; init; } = 0.7;

    /// <summary>Standard deviation of the noise on a colour of 0 .. 1.</summary>
    public double Noise { get; init; } = 0.02;

    internal void Validate()
    {
        static void Require(bool isMet, string given, string expected) => DesignErrors.Require(nameof(GraspBars), isMet, given, expected);
        Require(Size >= 32, $"the size is {Size}", "32 or more pixels");
        Require(MinObjects >= 0 && MaxObjects >= Math.Max(1, MinObjects), $"{MinObjects} .. {MaxObjects} objects are given", "a range from 0 up, with 1 or more at most");
        Require(Objects.Count > 0 && Objects.All(Enum.IsDefined), $"there are {Objects.Count} kinds of objects", "at least one, each a named value of GraspObject");
        Require(Opening > 1 && Breadth > 0, $"an opening of {Opening} and a breadth of {Breadth} are given", "an opening of more than 1 and a breadth of more than 0");
        Require(Table > 0.06 && Noise >= 0, $"table {Table} and noise {Noise} are given", "a table further than 0.06 and noise of 0 or more");
    }
}
