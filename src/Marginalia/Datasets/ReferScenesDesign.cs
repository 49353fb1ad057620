namespace Marginalia.Datasets;

/// <summary>The law of <see cref="ReferScenes"/>.</summary>
/// <param name="Size">Height and width of the image, in pixels, at least 32.</param>
/// <param name="Objects">Objects of a scene, 2 .. 8.</param>
/// <param name="MaxHops">Most relations of an expression; 0 up to this are equally frequent.</param>
/// <param name="Noise">Standard deviation of the noise on a colour of 0 .. 1.</param>
public sealed record ReferScenesDesign(int Size = 48, int Objects = 6, int MaxHops = 2, double Noise = 0.02)
{
    internal void Validate()
    {
        static void Require(bool isMet, string given, string expected) => DesignErrors.Require(nameof(ReferScenes), isMet, given, expected);
        Require(Size >= 32, $"the size is {Size}", "32 or more pixels");
        Require(Objects is >= 2 and <= 8, $"{Objects} objects are given", "2 .. 8");
        Require(MaxHops >= 0, $"at most {MaxHops} hops are given", "0 or more");
        Require(Noise >= 0, $"the noise is {Noise}", "0 or more");
    }
}
