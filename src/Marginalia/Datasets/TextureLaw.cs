namespace Marginalia.Datasets;

/// <summary>The law of a texture's numbers, each uniform.</summary>
/// <param name="MinFrequency">Lowest frequency, in radians per unit.</param>
/// <param name="MaxFrequency">Highest frequency.</param>
/// <param name="MaxAngle">The angle is 0 up to this, in radians.</param>
internal sealed record TextureLaw(double MinFrequency, double MaxFrequency, double MaxAngle);
