using Marginalia.Architectures;
using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class ColourScenesTests
{
    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new ColourScenes(Split.Train, 100);
        using var batch = data.Get([1, 4]);
        Assert.Equal(["lightness", "ab", "image", "mask", "segmentation", "material", "hue", "shape"], data.Names);
        Assert.Equal([[2, 1, 32, 32], [2, 2, 32, 32], [2, 3, 32, 32], [2, 1, 32, 32], [2, 32, 32], [2], [2], [2]], data.Names.Select(name => batch[name].shape));
        Assert.Equal([0, 1, 2], Numbers.ToArray(data["material"]).Distinct().Order());
        Probes.AssertBytes(data["image"]);
        Assert.InRange(data["lightness"].min().ToDouble(), 0.1, 0.2);
        Assert.InRange(data["lightness"].max().ToDouble(), 0.85, 0.95);
    }

    [Fact]
    public void Bytes_never_change()
    {
        using var data = new ColourScenes(Split.Train, 8);
        Assert.Equal("1AD3C81ED0CF88E9", Fingerprint.OfBytes(data["image"]));
        Assert.Equal("EB1DAC936AC6B3D5", Fingerprint.OfBits(cat([data["lightness"], data["ab"]], 1)));
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new ColourScenes(Split.Train, 3);
        using var many = new ColourScenes(Split.Train, 30);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new ColourScenes(Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(other["image"]));
    }

    [Fact]
    public void Three_pixels_of_four_are_grey()
    {
        using var data = new ColourScenes(Split.Train, 600);
        var background = data["mask"].eq(0);
        Assert.InRange(data["mask"].mean().ToDouble(), 0.23, 0.27);
        var ab = data["ab"].masked_select(background.expand_as(data["ab"]));
        Assert.InRange(ab.mean().ToDouble(), -0.001, 0.001);
        Assert.InRange(ab.std().ToDouble(), 0.028, 0.032);
        Assert.Equal(0.35, data["lightness"].masked_select(background).mean().ToDouble(), 1e-3);
    }

    [Fact]
    public void Lightness_tells_the_material_and_the_material_the_colour_but_of_the_mid_one()
    {
        using var data = new ColourScenes(Split.Train, 1500);
        var inside = data["mask"].eq(1).to(ScalarType.Float32);
        Tensor MeanInside(string name) => (data[name] * inside).sum([2L, 3L]) / inside.sum([2L, 3L]);
        double[] lightness = Numbers.ToArray(MeanInside("lightness")), hue = Numbers.ToArray(data["hue"]);
        var ab = MeanInside("ab");
        Numbers.AssertClose(Numbers.ToArray(data["hue"].cos() * 0.6), Numbers.ToArray(ab.select(1, 0)), 0.025);
        Numbers.AssertClose(Numbers.ToArray(data["hue"].sin() * 0.6), Numbers.ToArray(ab.select(1, 1)), 0.025);

        // The best answer to "which hue" from lightness alone: certain for dark and bright objects, right for three of five between.
        var byMaterial = Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, data.Count).Where(i => Math.Abs(lightness[i] - new[] { 0.2, 0.5, 0.85 }[k]) < 0.05).ToArray()).ToArray();
        Assert.Equal(data.Count, byMaterial.Sum(group => group.Length));
        double[] best = [.. byMaterial.Select(group => group.GroupBy(i => hue[i]).Max(same => same.Count()) / (double)group.Length)];
        Assert.Equal((1, 1), (best[0], best[2]));
        Assert.InRange(best[1], 0.55, 0.65);
        double[] two = [.. byMaterial[1].Select(i => hue[i]).Distinct().Order()];
        Assert.Equal(Math.PI, two[1] - two[0], 0.01); // opposite, so that their mean is nearly grey
    }

    [Fact]
    public void The_image_is_that_of_lightness_and_colours()
    {
        using var data = new ColourScenes(Split.Train, 20);
        var (l, a, b) = (data["lightness"].select(1, 0), data["ab"].select(1, 0), data["ab"].select(1, 1));
        var rgb = stack([l + 0.6 * a + 0.35 * b, l - 0.35 * a + 0.15 * b, l - 0.1 * a - 0.7 * b], 1).clamp(0, 1);
        Assert.InRange((rgb - data["image"]).abs().max().ToDouble(), 0, 0.5 / 255 + 1e-6);
    }

    [Fact]
    public void A_rare_material_is_rare()
    {
        using var data = new ColourScenes(Split.Train, 2000, design: ColourScenesDesign.RareBright with { Size = 8 });
        Assert.InRange(data["material"].eq((long)Material.Bright).to(ScalarType.Float64).mean().ToDouble(), 0.035, 0.065);
    }

    [Fact]
    public void A_small_network_colours_what_lightness_tells_and_leaves_the_rest_nearly_grey()
    {
        using var scope = NewDisposeScope();
        using var train = new ColourScenes(Split.Train, 640);
        using var test = new ColourScenes(Split.Test, 300);
        using var generator = new Generator(0);
        using var net = nn.Sequential(
            new ConvolutionBlock(1, 16, generator, ScalarType.Float32), new ConvolutionBlock(16, 16, generator, ScalarType.Float32),
            SeededLayers.Convolution(16, 2, 3, generator, ScalarType.Float32, padding: 1));
        Tensor Colours(Tensor lightness) => net.call((lightness - 0.5) / 0.25);
        Fitting.Minimize(
            net, train.Count, 9,
            rows => nn.functional.mse_loss(Colours(train["lightness"].index_select(0, rows)), train["ab"].index_select(0, rows)));
        using var off = no_grad();
        var answers = Colours(test["lightness"]);

        foreach (var material in Enum.GetValues<Material>())
        {
            var chosen = (test["mask"].eq(1) & test["material"].eq((long)material).reshape(-1, 1, 1, 1)).flatten().nonzero().squeeze(1);
            Tensor Pixels(Tensor map) => map.permute(0, 2, 3, 1).reshape(-1, 2).index_select(0, chosen);
            var (given, truth) = (Pixels(answers), Pixels(test["ab"]));
            double ErrorOf(Tensor answer) => (answer - truth).pow(2).sum(1).mean().ToDouble();
            double error = ErrorOf(given), grey = ErrorOf(zeros(1, 2)), constant = ErrorOf(truth.mean([0L], true)), saturation = given.norm(1).mean().ToDouble();
            string figures = $"{material}: error {error}, of grey {grey}, of the best constant {constant}, saturation {saturation}";

            // Noise on (a, b) is 0.5 % of the error of grey and nothing can go below. Of two opposite hues the mean is all that can be told.
            if (material == Material.Mid)
                Assert.True(error > 0.97 * constant && error < 1.1 * constant && saturation < 0.35 * 0.6, figures);
            else
                Assert.True(error > 0.0045 * grey && error < 0.15 * grey && saturation > 0.75 * 0.6, figures);
        }
    }

    [Fact]
    public void Impossible_designs_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColourScenes(Split.Train, 0));
        void Refused(ColourScenesDesign design, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ColourScenes(Split.Train, 1, design: design)).Message);
        Refused(new() { Size = 4 }, "ColourScenes: the size is 4");
        Refused(new() { Saturation = 2 }, "the saturation is 2; expected 0 .. 0.8");
        Refused(new() { Shares = [1] }, "3 numbers");
    }
}
