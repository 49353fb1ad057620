namespace Marginalia.Datasets;

/// <summary>The law of <see cref="FacesParts"/>.</summary>
/// <param name="Size">Height and width of the image, in pixels, at least 16.</param>
/// <param name="MinRadius">Smallest half height of a head, as a part of the image's size.</param>
/// <param name="MaxRadius">Largest half height of a head, at most 0.5.</param>
/// <param name="MaxAngle">Largest rotation of a face to either side, in radians.</param>
/// <param name="Jitter">Largest shift of an eye or the mouth in each direction, as a part of the head's half height.</param>
/// <param name="Noise">Standard deviation of the noise on a colour of 0 .. 1.</param>
public sealed record FacesPartsDesign(
    int Size = 32, double MinRadius = 0.34, double MaxRadius = 0.44, double MaxAngle = 0.3, double Jitter = 0.07, double Noise = 0.02)
{
    internal void Validate()
    {
        static void Require(bool isMet, string given, string expected) => DesignErrors.Require(nameof(FacesParts), isMet, given, expected);
        Require(Size >= 16, $"the size is {Size}", "16 or more pixels");
        Require(MinRadius * Size >= 4 && MaxRadius >= MinRadius && MaxRadius <= 0.5, $"radii are {MinRadius} .. {MaxRadius}", "a range from low to high, of 4 pixels up to 0.5");
        Require(MaxAngle is >= 0 and <= Math.PI, $"angles up to {MaxAngle} are given", "0 .. pi");
        Require(Jitter is >= 0 and <= 0.1 && Noise >= 0, $"jitter {Jitter} and noise {Noise} are given", "a jitter of 0 .. 0.1 and noise of 0 or more");
    }
}
