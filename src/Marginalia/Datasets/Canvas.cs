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

    /// <summary>Fills the image; the texture's plane is -1 .. 1 both ways.</summary>
    public void Fill(Paint paint)
    {
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                Blend(column, row, paint.At((2 * column + 1.0) / size - 1, (2 * row + 1.0) / size - 1, column, row));
    }

    /// <summary>Rectangles anywhere, with sides of 5 to 20 % of the image.</summary>
    public void Clutter(int count, SeededRandom random)
    {
        for (int k = 0; k < count; k++)
        {
            double x = random.NextUniform(0, size), y = random.NextUniform(0, size);
            double halfWidth = size * random.NextUniform(0.025, 0.1), halfHeight = size * random.NextUniform(0.025, 0.1);
            FillRectangle(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, Paint.Colour(random, 0.2, 0.8));
        }
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
