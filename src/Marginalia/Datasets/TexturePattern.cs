namespace Marginalia.Datasets;

/// <summary>One texture with its frequency, phase and angle, to be asked for its value at any place.</summary>
internal sealed class TexturePattern
{
    private const int CellSize = 5; // pixels between two random values of clouds

    private readonly Texture texture;
    private readonly double frequency, phase, sine, cosine;
    private readonly int size, side;
    private readonly double[] values = [];

    /// <summary>Draws frequency, phase, angle, in this order and whatever the texture is.</summary>
    /// <param name="texture">Which pattern.</param>
    /// <param name="random">Stream of the three numbers.</param>
    /// <param name="law">Bounds of frequency and angle.</param>
    /// <param name="grain">Stream of the random values of clouds and grain; others leave it alone.</param>
    /// <param name="size">Height and width of the image.</param>
    public TexturePattern(Texture texture, SeededRandom random, TextureLaw law, SeededRandom grain, int size)
    {
        (this.texture, this.size) = (texture, size);
        frequency = random.NextUniform(law.MinFrequency, law.MaxFrequency);
        phase = random.NextUniform(0, 2 * Math.PI);
        (sine, cosine) = PortableMath.SinCos(random.NextUniform(0, law.MaxAngle));
        side = texture == Texture.Clouds ? size / CellSize + 4 : size;
        if (texture is Texture.Clouds or Texture.Grain)
        {
            values = new double[side * side];
            for (int i = 0; i < values.Length; i++)
                values[i] = grain.NextDouble();
        }
    }

    /// <summary>The value 0 .. 1 at a place of the texture's plane that is seen in a pixel.</summary>
    public double At(double x, double y, int column, int row)
    {
        (x, y) = (cosine * x + sine * y, cosine * y - sine * x);
        double Wave(double position) => PortableMath.Sin(frequency * position + phase);
        return texture switch
        {
            Texture.Stripes => Binary(Wave(x) > 0),
            Texture.CrossStripes => Binary(Wave(y) > 0),
            Texture.Checker => Binary(Wave(x) > 0 == Wave(y) > 0),
            Texture.FineChecker => Binary(Wave(2 * x) > 0 == Wave(2 * y) > 0),
            Texture.Dots => Binary(PortableMath.Cos(frequency * x + phase) + PortableMath.Cos(frequency * y + phase) > 0.9),
            Texture.Waves => 0.5 + 0.5 * PortableMath.Sin(0.7 * frequency * x + 2 * PortableMath.Sin(0.35 * frequency * y) + phase),
            Texture.Clouds => Cloud((column + 0.5) / CellSize + 1, (row + 0.5) / CellSize + 1),
            Texture.Grain => values[row * size + column],
            Texture.Rings => Binary(PortableMath.Sin(frequency * Math.Sqrt(x * x + y * y)) > 0),
            Texture.Gradient => Math.Clamp(0.5 + 0.5 * x, 0, 1),
            Texture.Hatch => Binary(Math.Max(Wave(x), Wave(y)) > 0.75),
            _ => 0.5,
        };
    }

    private static double Binary(bool isOn) => isOn ? 1 : 0;

    /// <summary>Cubic interpolation of the grid (Catmull and Rom 1974); positions are in cells and have a neighbour on each side.</summary>
    private double Cloud(double x, double y)
    {
        int left = (int)x - 1, top = (int)y - 1;
        double right = x - left - 1, down = y - top - 1;
        double Line(int row)
        {
            int at = row * side + left;
            return Cubic(values[at], values[at + 1], values[at + 2], values[at + 3], right);
        }

        return Math.Clamp(Cubic(Line(top), Line(top + 1), Line(top + 2), Line(top + 3), down), 0, 1);
    }

    private static double Cubic(double a, double b, double c, double d, double t) =>
        b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
