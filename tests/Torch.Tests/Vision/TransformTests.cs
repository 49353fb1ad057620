using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;
using static TorchSharp.torchvision.transforms;

namespace Marginalia.Torch.Tests.Vision;

/// <summary>Transforms where TorchVision 0.107 is no measure: numbers of PyTorch's formulas.</summary>
public sealed class TransformTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    static Tensor Floats(params long[] shape) => (arange(shape.Aggregate(1L, (a, b) => a * b), dtype: float64) * 37).remainder(101).view(shape) / 100;

    static Tensor Bytes(params long[] shape) => (Floats(shape) * 255).to(ScalarType.Byte);

    [Theory]
    [InlineData(3, 3, 0.8, 0.8)]
    [InlineData(5, 3, 1.5, 0.7)]
    public void Blurring_is_a_weighted_mean_with_a_mirrored_border(int wide, int high, double sigmaX, double sigmaY)
    {
        var image = Floats(2, 6, 7);
        var values = image.data<double>().ToArray();
        var expected = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (plane, row, column, sum, weights) = (i / 42, i / 7 % 6, i % 7, 0.0, 0.0);
            for (var dy = -high / 2; dy <= high / 2; dy++)
                for (var dx = -wide / 2; dx <= wide / 2; dx++)
                {
                    var weight = Math.Exp(-dx * dx / (2 * sigmaX * sigmaX) - dy * dy / (2 * sigmaY * sigmaY));
                    sum += weight * values[plane * 42 + Mirrored(row + dy, 6) * 7 + Mirrored(column + dx, 7)];
                    weights += weight;
                }
            expected[i] = sum / weights;
        }
        TensorAssert.Equal(expected, functional.gaussian_blur(image, [wide, high], [(float)sigmaX, (float)sigmaY]), [2, 6, 7], 1e-6);
        TensorAssert.Equal(expected, functional.gaussian_blur(image, high, wide, (float)sigmaX, (float)sigmaY), [2, 6, 7], 1e-6);

        static int Mirrored(int at, int size) => at < 0 ? -at : at >= size ? 2 * size - 2 - at : at;
    }

    /// <summary>A third of a turn shifts the channels, half a turn leads to the complement.</summary>
    [Theory]
    [InlineData(1.0 / 3, new[] { 0.2, 0.8, 0.5 })]
    [InlineData(-1.0 / 3, new[] { 0.5, 0.2, 0.8 })]
    [InlineData(0.5, new[] { 0.2, 0.5, 0.8 })]
    public void Turning_the_hues_exchanges_channels(double turns, double[] expected) =>
        TensorAssert.Equal(expected, functional.adjust_hue(tensor(new[] { 0.8, 0.5, 0.2 }).view(3, 1, 1), turns).view(3), tolerance: 1e-9);

    [Fact]
    public void A_whole_turn_of_hues_in_steps_leads_back()
    {
        var image = Floats(3, 4, 5);
        var turned = image;
        for (var i = 0; i < 5; i++) turned = functional.adjust_hue(turned, 0.2);
        TensorAssert.Equal(image, turned, 1e-9);
        TensorAssert.Equal(functional.adjust_hue(image, 0.25), functional.adjust_hue(image, 90, degrees: true), 1e-12);
    }

    [Fact]
    public void Bytes_are_treated_as_floating_point_images_are()
    {
        var bytes = Bytes(3, 5, 6);
        var floats = bytes.to(float64);
        var gray = functional.rgb_to_grayscale(bytes).to(float64);
        TensorAssert.Equal((floats[0] * 0.2989 + floats[1] * 0.587 + floats[2] * 0.114).floor(), gray[0], 1e-9);
        TensorAssert.Equal((floats * 1.5 + gray.mean() * -0.5).clamp(0, 255).floor(), functional.adjust_contrast(bytes, 1.5), 1e-9);
        TensorAssert.Equal((floats * 1.5 + gray * -0.5).clamp(0, 255).floor(), functional.adjust_saturation(bytes, 1.5), 1e-9);
        TensorAssert.Equal(((floats / 255).sqrt() * 255.999).floor(), functional.adjust_gamma(bytes, 0.5), 1e-9);
    }

    [Fact]
    public void White_stays_white_and_black_black()
    {
        foreach (var from in new[] { ScalarType.Byte, ScalarType.Int16, ScalarType.Int32, ScalarType.Float32, ScalarType.Float64 })
            foreach (var to in new[] { ScalarType.Byte, ScalarType.Int16, ScalarType.Float32, ScalarType.Float64 })
            {
                var (white, expected) = (White(from), White(to));
                var image = tensor(new[] { 0.0, white }).to(from).view(1, 1, 2);
                var converted = functional.convert_image_dtype(image, to);
                Assert.Equal(to, converted.dtype);
                var found = converted.to(float64).data<double>().ToArray();
                Assert.Equal(0, found[0]);
                // Whole numbers of fewer bits are shifted: 255 becomes 255 * 128.
                Assert.InRange(found[1], from == ScalarType.Byte && to == ScalarType.Int16 ? 255 * 128 : expected, expected);
            }

        static double White(ScalarType type) => type switch { ScalarType.Byte => 255, ScalarType.Int16 => 32767, ScalarType.Int32 => int.MaxValue, _ => 1 };
    }

    [Fact]
    public void Every_byte_survives_the_way_to_floating_point_and_back()
    {
        var all = arange(256).to(ScalarType.Byte).view(1, 16, 16);
        Assert.Equal(all, functional.convert_image_dtype(functional.convert_image_dtype(all), ScalarType.Byte));
    }

    [Fact]
    public void Smaller_edges_and_longest_edges_are_heeded()
    {
        Assert.Equal([3, 4, 9], functional.resize(Floats(3, 5, 12), 4, -1).shape);
        Assert.Equal([3, 3, 7], functional.resize(Floats(3, 5, 12), 3, -1, InterpolationMode.Nearest, 7).shape);
        Assert.Equal([3, 6, 2], functional.resize(Floats(3, 12, 5), 3, -1, InterpolationMode.Bilinear, 6).shape);
        Assert.Throws<ArgumentException>(() => functional.resize(Floats(3, 5, 12), 4, -1, InterpolationMode.Nearest, 4));
        Assert.Throws<ArgumentException>(() => functional.resize(Floats(3, 5, 12), 0, 4));
    }

    [Fact]
    public void Bicubic_values_stay_within_black_and_white()
    {
        var image = tensor(new byte[] { 0, 0, 255, 255, 0, 0, 255, 255 }).view(1, 2, 4);
        var values = functional.resize(image, 4, 12, InterpolationMode.Bicubic).data<byte>().ToArray();
        Assert.Equal(0, values[0]);
        Assert.Equal(255, values[11]);
        Assert.Equal(0, values[3]);
    }

    [Fact]
    public void Four_quarter_turns_lead_back()
    {
        var image = Bytes(3, 5, 7);
        var turned = functional.rotate(image, 90, expand: true);
        Assert.Equal([3, 7, 5], turned.shape);
        Assert.Equal(image.transpose(-1, -2).flip(-2), turned);
        for (var i = 0; i < 3; i++) turned = functional.rotate(turned, 90, expand: true);
        Assert.Equal(image, turned);
    }

    [Fact]
    public void Bilinear_values_between_pixels_are_weighted_means()
    {
        var image = Floats(1, 4, 6);
        // A scale of two around the middle: every new pixel lies a quarter from an old one.
        var twice = functional.affine(image, scale: 2, interpolation: InterpolationMode.Bilinear);
        TensorAssert.Equal(image[0, 1, 2] * 0.5625 + image[0, 1, 1] * 0.1875 + image[0, 2, 2] * 0.1875 + image[0, 2, 1] * 0.0625, twice[0, 1, 1], 1e-9);
    }

    [Fact]
    public void Grids_show_images_row_by_row_with_gaps()
    {
        var images = Floats(5, 3, 2, 4);
        var grid = torchvision.utils.make_grid(images, nrow: 3, padding: 1, pad_value: 0.5);
        Assert.Equal([3, 2 * 3 + 1, 3 * 5 + 1], grid.shape);
        for (var i = 0; i < 5; i++)
        {
            var (top, left) = (i / 3 * 3 + 1, i % 3 * 5 + 1);
            TensorAssert.Equal(images[i], functional.crop(grid, top, left, 2, 4));
        }
        TensorAssert.Equal(full([3, 16], 0.5, float64), grid[.., 0]);
        TensorAssert.Equal(full([3, 2, 5], 0.5, float64), functional.crop(grid, 4, 11, 2, 5));
    }

    [Fact]
    public void Grids_stretch_all_images_together_each_or_in_a_range()
    {
        var images = Floats(2, 3, 2, 2);
        var (low, high) = (images.min(), images.max());
        TensorAssert.Equal((images[1] - low) / (high - low), functional.crop(torchvision.utils.make_grid(images, padding: 0, normalize: true), 0, 2, 2, 2));
        TensorAssert.Equal((images[1] - images[1].min()) / (images[1].max() - images[1].min()), functional.crop(torchvision.utils.make_grid(images, padding: 0, normalize: true, scale_each: true), 0, 2, 2, 2));
        TensorAssert.Equal((images[1].clamp(0.2, 0.7) - 0.2) / 0.5, functional.crop(torchvision.utils.make_grid(images, padding: 0, normalize: true, value_range: (0.2, 0.7)), 0, 2, 2, 2));
    }

    [Fact]
    public void Transforms_pass_gradients_on()
    {
        var image = Floats(1, 3, 6, 6).requires_grad_();
        Assert.True(autograd.gradcheck(x => functional.gaussian_blur(x[0], 3, 1f), [image]));
        Assert.True(autograd.gradcheck(x => functional.rotate(x[0], 20, InterpolationMode.Bilinear), [image]));
        Assert.True(autograd.gradcheck(x => functional.normalize(x[0], [0.1, 0.2, 0.3], [0.5, 0.6, 0.7], float64), [image]));
    }

    [Fact]
    public void Functions_leave_no_temporaries()
    {
        var (bytes, floats, boxes) = (Bytes(3, 6, 8), Floats(3, 6, 8), Floats(4, 4).cumsum(1));
        Func<Tensor>[] calls =
        [
            () => functional.resize(bytes, 3, 4, InterpolationMode.Bilinear), () => functional.rotate(bytes, 30, fill: [1, 2, 3]), () => functional.affine(floats, 20f),
            () => functional.adjust_hue(bytes, 0.1), () => functional.adjust_sharpness(bytes, 2), () => functional.adjust_contrast(bytes, 2), () => functional.autocontrast(bytes),
            () => functional.equalize(bytes), () => functional.invert(bytes), () => functional.posterize(bytes, 2), () => functional.solarize(bytes, 9), () => functional.invert(bytes.to(ScalarType.Int16)),
            () => functional.gaussian_blur(bytes, 3, 1f), () => functional.normalize(floats, [0.5], [0.5]), () => functional.erase(floats, 1, 1, 2, 2, 0.5), () => functional.center_crop(floats, 3),
            () => functional.rgb_to_grayscale(bytes, 3), () => functional.convert_image_dtype(bytes), () => functional.pad(bytes, 2, 0, PaddingModes.Reflect), () => functional.resized_crop(bytes, 1, 1, 3, 3, 5, 5),
            () => torchvision.ops.box_iou(boxes, boxes), () => torchvision.ops.complete_box_iou_loss(boxes, boxes), () => torchvision.ops.nms(boxes, boxes[.., 0]), () => torchvision.ops.box_convert(boxes, torchvision.ops.BoxFormats.xywh, torchvision.ops.BoxFormats.cxcywh),
            () => torchvision.ops.masks_to_boxes(ones(2, 3, 3)), () => torchvision.ops.sigmoid_focal_loss(floats, floats, 0.25, 2.0), () => torchvision.ops.drop_block2d(floats.unsqueeze(0), 0.5, 2), () => torchvision.ops.stochastic_depth(floats, 0.5, StochasticDepth.Mode.Row),
            () => torchvision.utils.make_grid(floats.unsqueeze(1), 2), () => io.decode_image(io.encode_image(bytes, ImageFormat.Png)), () => torchvision.ops.roi_align(floats.unsqueeze(0), zeros(2, 5), (2, 2)),
        ];
        foreach (var (call, i) in calls.Select((call, i) => (call, i)))
        {
            using var inner = NewDisposeScope();
            var result = call();
            // Arguments made in the call count as well.
            var own = i switch { 30 => 2, 11 or 14 or 22 or 24 or 26 or 28 or 29 => 1, _ => 0 };
            Assert.True(inner.DisposablesCount == 1 + own, $"Call {i} leaves {inner.DisposablesCount}.");
            Assert.False(result.IsInvalid);
        }
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        Assert.Throws<ArgumentException>(() => functional.crop(zeros(3), 0, 0, 1));
        Assert.Throws<ArgumentException>(() => functional.adjust_hue(zeros(2, 4, 4), 0.1));
        Assert.Throws<ArgumentException>(() => functional.posterize(zeros(3, 4, 4), 2));
        Assert.Throws<ArgumentException>(() => functional.normalize(zeros(3, 2, 2), [0, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => functional.normalize(zeros(3, 2, 2), [0], [0]));
        Assert.Throws<ArgumentException>(() => functional.gaussian_blur(zeros(1, 4, 4), 4, 1f));
        Assert.Throws<ArgumentException>(() => functional.rotate(zeros(1, 4, 4), 4, InterpolationMode.Bicubic));
        Assert.Throws<ArgumentException>(() => functional.perspective(zeros(1, 4, 4), [[0, 0], [1, 1], [2, 2], [3, 3]], [[0, 0], [1, 1], [2, 2], [3, 3]]));
    }
}
