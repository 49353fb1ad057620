namespace Marginalia.Datasets;

/// <summary>A square colour image to paint on, in float64.</summary>
internal sealed class Canvas(int size)
{
    private readonly double[] values = new double[3 * size * size];

    /// <summary>Height and width.</summary>
    public int Size => size;

    /// <summary>Replaces a share of what is there.</summary>
    public void Blend(int column, int row, Vector colour, double share = 1)
    {
        int red = row * size + column, green = red + size * size, blue = green + size * size;
        values[red] += share * (colour.X - values[red]);
        values[green] += share * (colour.Y - values[green]);
        values[blue] += share * (colour.Z - values[blue]);
    }

    /// <summary>Fills the pixels whose centres lie in a rectangle; positions are in pixels from the upper left corner.</summary>
    public void FillRectangle(double left, double top, double right, double bottom, Vector colour)
    {
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                if (column + 0.5 >= left && column + 0.5 < right && row + 0.5 >= top && row + 0.5 < bottom)
                    Blend(column, row, colour);
    }

    /// <summary>Writes the image [3, size, size] with noise added, in steps of 1/255.</summary>
    public void Develop(Span<float> image, SeededRandom noise, double deviation)
    {
        for (int i = 0; i < values.Length; i++)
            image[i] = PortableMath.Quantize(values[i] + deviation * noise.NextBell());
    }
}
