namespace Marginalia.Datasets.RoomScenes;

/// <summary>Brightness and warmth of a room's light.</summary>
internal static class LightColour
{
    /// <summary>Draws two numbers, brightness and warmth, and returns the factors on red, green and blue.</summary>
    public static Vector Draw(SeededRandom random, RoomsDesign design)
    {
        double brightness = random.NextUniform(design.MinBrightness, design.MaxBrightness);
        double warmth = random.NextUniform(design.MinWarmth, design.MaxWarmth);
        return brightness * new Vector(1 + 0.12 * warmth, 1 - 0.04 * Math.Abs(warmth), 1 - 0.3 * warmth);
    }
}
