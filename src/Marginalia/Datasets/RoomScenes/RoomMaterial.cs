namespace Marginalia.Datasets.RoomScenes;

/// <summary>What a surface looks like.</summary>
/// <param name="Colour">Red, green, blue of 0 .. 1.</param>
/// <param name="Other">The second colour of the texture.</param>
/// <param name="Texture">How the two are mixed.</param>
/// <param name="PeriodU">Metres per repetition along the first direction.</param>
/// <param name="PeriodV">Metres per repetition along the second direction.</param>
/// <param name="Seed">Seed of what is random in the texture.</param>
/// <param name="Glow">Share of light of its own: 0 takes that of the lamps alone, 1 always shows its colour.</param>
/// <param name="IsGlossy">Whether it mirrors, so that a depth sensor fails on it.</param>
internal sealed record RoomMaterial(
    Vector Colour, Vector Other = default, RoomTexture Texture = RoomTexture.None, double PeriodU = 1, double PeriodV = 1, int Seed = 0,
    double Glow = 0, bool IsGlossy = false);
