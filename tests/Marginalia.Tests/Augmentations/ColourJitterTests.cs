using Marginalia.Augmentations;
using Marginalia.Datasets;
using TorchSharp;
using static Marginalia.Tests.Augmentations.Examples;
using static TorchSharp.torch;

namespace Marginalia.Tests.Augmentations;

public class ColourJitterTests
{
    private static readonly double[] Luma = [0.299, 0.587, 0.114];

    [Fact]
    public void Brightness_multiplies_and_targets_stay()
    {
        using var plane = Plane((0, 0, -1), 2);
        using var changed = Apply(new ColourJitter(0.4, 0, 0), plane);
        var (old, made) = (plane["image"] * 0.5, Apply(new ColourJitter(0.4, 0, 0), Halved(plane))["image"]);
        var factors = made.div(old).masked_select(old.gt(0.05));
        Assert.InRange(factors.min().ToDouble(), 0.6, 1.4);
        Assert.InRange(factors.max().ToDouble() - factors.min().ToDouble(), 0, 1e-5);
        Assert.InRange(Math.Abs(factors.mean().ToDouble() - 1), 0.01, 0.4);
        Assert.True(changed["depth"].equal(plane["depth"]).all().ToBoolean());
    }

    [Fact]
    public void Contrast_keeps_the_mean_grey_and_saturation_every_grey()
    {
        var image = rand(3, 9, 9) * 0.2 + 0.4;
        using var sample = new Sample(("image", image));
        var contrast = Apply(new ColourJitter(0, 1, 0), sample)["image"];
        Assert.Equal(Grey(image).mean().ToDouble(), Grey(contrast).mean().ToDouble(), 1e-5);
        Assert.False(contrast.allclose(image));
        var saturated = Apply(new ColourJitter(0, 0, 1), sample)["image"];
        Assert.True(Grey(saturated).allclose(Grey(image), 1e-4, 1e-5));
        Assert.False(saturated.allclose(image));
    }

    [Fact]
    public void A_turn_of_hue_keeps_greys_and_a_third_of_a_circle_exchanges_the_channels()
    {
        using var grey = new Sample(("image", full([3, 4, 4], 0.3f)));
        Assert.True(Apply(new ColourJitter(0, 0, 0, 2), grey)["image"].allclose(grey["image"], 1e-5, 1e-6));

        // The stream is searched for a turn near a third of a circle; all of them keep the mean of the channels.
        var image = rand(3, 4, 4) * 0.2 + 0.4;
        using var colour = new Sample(("image", image));
        var turned = Enumerable.Range(0, 200).Select(seed => Apply(new ColourJitter(0, 0, 0, Math.PI), colour, seed)["image"]).ToArray();
        Assert.All(turned, made => Assert.True(made.mean([0L]).allclose(image.mean([0L]), 1e-4, 1e-5)));
        Assert.InRange(turned.Min(made => (made - image.roll(1, 0)).abs().max().ToDouble()), 0, 0.02);
        Assert.InRange(turned.Min(made => (made - image.roll(-1, 0)).abs().max().ToDouble()), 0, 0.02);
    }

    [Fact]
    public void Values_stay_within_0_and_1_and_one_channel_will_do()
    {
        using var sample = new Sample(("image", rand(1, 9, 9)));
        for (int seed = 0; seed < 20; seed++)
        {
            using var changed = Apply(new ColourJitter(1, 1, 1, 3), sample, seed);
            Assert.InRange(changed["image"].min().ToDouble(), 0, 1);
            Assert.InRange(changed["image"].max().ToDouble(), 0, 1);
        }
    }

    private static Sample Halved(Sample sample) => new(("image", sample["image"] * 0.5));

    private static Tensor Grey(Tensor image) => (image * tensor(Luma).reshape(3, 1, 1)).sum([0L]);
}
