using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Vision;

public sealed class RoiAlignTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    static Tensor Image() => (arange(2 * 3 * 6 * 8, dtype: float64) * 37).remainder(101).view(2, 3, 6, 8);

    static readonly double[][] Boxes = [[0, 1, 1, 6, 5], [1, 0.3, 0.7, 3.9, 4.2], [0, -3, -2, 4, 3], [1, 5, 4, 12, 9], [1, 2, 2, 2.2, 2.3]];

    static Tensor Rows => tensor(Boxes.SelectMany(b => b).ToArray(), [Boxes.Length, 5]);

    /// <summary>By definition: the mean of bilinear values at regular points in every cell.</summary>
    [Theory]
    [InlineData(2, 3, 1.0, 2, false)]
    [InlineData(2, 3, 1.0, -1, false)]
    [InlineData(3, 2, 0.5, 3, true)]
    [InlineData(1, 1, 1.0, -1, true)]
    [InlineData(7, 7, 0.75, 0, true)]
    public void Cells_are_means_of_bilinear_values(int height, int width, double scale, int ratio, bool aligned)
    {
        var image = Image();
        var pixels = image.data<double>().ToArray();
        var expected = new List<double>();
        foreach (var box in Boxes)
            for (var channel = 0; channel < 3; channel++)
                for (var row = 0; row < height; row++)
                    for (var column = 0; column < width; column++)
                        expected.Add(Cell(pixels, box, channel, row, column, height, width, scale, ratio, aligned));
        TensorAssert.Equal([.. expected], torchvision.ops.roi_align(image, Rows, (height, width), scale, ratio, aligned), [5, 3, height, width], 1e-9);
    }

    static double Cell(double[] pixels, double[] box, int channel, int row, int column, int height, int width, double scale, int ratio, bool aligned)
    {
        var shift = aligned ? 0.5 : 0;
        var (x1, y1, x2, y2) = (box[1] * scale - shift, box[2] * scale - shift, box[3] * scale - shift, box[4] * scale - shift);
        var (w, h) = aligned ? (x2 - x1, y2 - y1) : (Math.Max(x2 - x1, 1), Math.Max(y2 - y1, 1));
        var (down, across) = ratio > 0 ? (ratio, ratio) : ((int)Math.Ceiling(h / height), (int)Math.Ceiling(w / width));
        var sum = 0.0;
        for (var i = 0; i < down; i++)
            for (var j = 0; j < across; j++)
                sum += Bilinear(pixels, (int)box[0] * 3 + channel, y1 + h / height * (row + (i + 0.5) / down), x1 + w / width * (column + (j + 0.5) / across));
        return sum / (down * across);
    }

    static double Bilinear(double[] pixels, int plane, double y, double x)
    {
        if (y < -1 || y > 6 || x < -1 || x > 8) return 0;
        (y, x) = (Math.Clamp(y, 0, 5), Math.Clamp(x, 0, 7));
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, 5), Math.Min(left + 1, 7));
        double At(int r, int c) => pixels[plane * 48 + r * 8 + c];
        return (1 - (y - top)) * ((1 - (x - left)) * At(top, left) + (x - left) * At(top, right)) + (y - top) * ((1 - (x - left)) * At(bottom, left) + (x - left) * At(bottom, right));
    }

    [Fact]
    public void Gradients_are_those_of_the_values() => Assert.True(autograd.gradcheck(x => torchvision.ops.roi_align(x[0], Rows, (2, 2), aligned: true), [Image().requires_grad_()]));

    [Fact]
    public void No_boxes_give_no_cells() => Assert.Equal([0, 3, 2, 2], torchvision.ops.roi_align(Image(), zeros(0, 5, dtype: float64), (2, 2)).shape);

    [Fact]
    public void Boxes_of_images_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentException>(() => torchvision.ops.roi_align(Image(), tensor(new double[] { 2, 0, 0, 1, 1 }).view(1, 5), (2, 2)));
        Assert.Throws<ArgumentException>(() => torchvision.ops.roi_align(Image(), zeros(1, 4), (2, 2)));
    }
}
