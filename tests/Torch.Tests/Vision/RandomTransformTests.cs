using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;
using static TorchSharp.torchvision.transforms;

namespace Marginalia.Torch.Tests.Vision;

public sealed class RandomTransformTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    static Tensor Image(int channels = 3, int height = 24, int width = 32) => (arange(channels * height * width) * 37).remainder(251).view(channels, height, width).to(ScalarType.Byte);

    public static readonly Dictionary<string, Func<ITransform>> All = new()
    {
        ["RandomHorizontalFlip"] = () => RandomHorizontalFlip(),
        ["RandomVerticalFlip"] = () => RandomVerticalFlip(),
        ["RandomGrayscale"] = () => RandomGrayscale(0.5),
        ["RandomAdjustSharpness"] = () => RandomAdjustSharpness(2),
        ["RandomAutoContrast"] = () => RandomAutoContrast(),
        ["RandomInvert"] = () => RandomInvert(),
        ["RandomPosterize"] = () => RandomPosterize(3),
        ["RandomSolarize"] = () => RandomSolarize(100),
        ["RandomRotation"] = () => RandomRotation(45),
        ["RandomPerspective"] = () => RandomPerspective(p: 0.9),
        ["RandomResizedCrop"] = () => RandomResizedCrop(10),
        ["Randomize"] = () => Randomize(Invert(), 0.5),
        ["RandomApply"] = () => RandomApply([Invert(), HorizontalFlip()]),
        ["RandomChoice"] = () => RandomChoice(Invert(), HorizontalFlip(), VerticalFlip()),
        ["RandomOrder"] = () => RandomOrder(Lambda(x => x / 2), Lambda(x => x + 1)),
        ["ColorJitter"] = () => ColorJitter(0.4f, 0.4f, 0.4f, 0.2f),
        ["Equalize"] = () => Equalize(0.5),
        ["GaussianBlur"] = () => GaussianBlur(5),
        ["AutoAugment"] = () => AutoAugment(),
        ["AutoAugment CIFAR10"] = () => AutoAugment(autoaugment.AutoAugmentPolicy.CIFAR10),
        ["AutoAugment SVHN"] = () => AutoAugment(autoaugment.AutoAugmentPolicy.SVHN),
        ["RandAugment"] = () => RandAugment(fill: [1, 2, 3]),
        ["TrivialAugmentWide"] = () => TrivialAugmentWide(),
        ["AugMix"] = () => AugMix(),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_seed_repeats_random_transforms_and_leaves_no_temporaries(string name)
    {
        var (transform, image) = (All[name](), Image());
        var first = Several(transform, image);
        Assert.Equal(first, Several(transform, image));
        Assert.True(first.Distinct().Count() > 1, "All twelve results are the same.");
        using var inner = NewDisposeScope();
        transform.call(image);
        Assert.InRange(inner.DisposablesCount, 0, 1);
    }

    static List<string> Several(ITransform transform, Tensor image)
    {
        manual_seed(11);
        return [.. Enumerable.Range(0, 12).Select(_ => Convert.ToHexString(transform.call(image).to(ScalarType.Byte).data<byte>().ToArray()))];
    }

    [Fact]
    public void Chances_are_those_asked_for()
    {
        manual_seed(2);
        var flip = RandomHorizontalFlip(0.2);
        var image = Image(1, 1, 2);
        var flips = Enumerable.Range(0, 2000).Count(_ => flip.call(image)[0, 0, 0].item<byte>() != 0);
        Assert.InRange(flips, 330, 470);
    }

    [Fact]
    public void Random_crops_have_the_share_and_the_proportions_asked_for()
    {
        // The values of an image of row and column numbers tell what was cropped.
        var places = stack([arange(60).view(60, 1).expand(60, 80), arange(80).view(1, 80).expand(60, 80)]).to(float32);
        var crop = RandomResizedCrop(40, 40, 0.25, 0.5, 0.5, 2);
        for (var i = 0; i < 50; i++)
        {
            var part = crop.call(places);
            Assert.Equal([2, 40, 40], part.shape);
            var high = part[0].max().ToDouble() - part[0].min().ToDouble() + 1;
            var wide = part[1].max().ToDouble() - part[1].min().ToDouble() + 1;
            Assert.InRange(high * wide / 4800, 0.22, 0.54);
            Assert.InRange(wide / high, 0.45, 2.2);
        }
    }

    [Fact]
    public void A_crop_that_fits_nowhere_is_the_largest_in_the_middle()
    {
        var places = stack([arange(10).view(10, 1).expand(10, 100), arange(100).view(1, 100).expand(10, 100)]).to(float32);
        var part = RandomResizedCrop(10, 10, 1, 1, 1, 1).call(places);
        Assert.Equal((0.0, 9.0, 45.0, 54.0), (part[0].min().ToDouble(), part[0].max().ToDouble(), part[1].min().ToDouble(), part[1].max().ToDouble()));
    }

    [Fact]
    public void Jitter_stays_within_its_ranges()
    {
        var gray = full([3, 4, 4], 0.5);
        var jitter = ColorJitter(0.4f);
        var levels = Enumerable.Range(0, 200).Select(_ => jitter.call(gray)[0, 0, 0].ToDouble()).ToList();
        Assert.InRange(levels.Min(), 0.3 - 1e-6, 0.33);
        Assert.InRange(levels.Max(), 0.67, 0.7 + 1e-6);
        Assert.Throws<ArgumentException>(() => ColorJitter(-1));
        Assert.Throws<ArgumentException>(() => ColorJitter(hue: 0.6f));
    }

    [Fact]
    public void Generators_of_ones_own_are_used()
    {
        var image = Image();
        var (a, b) = (Draws(7), Draws(7));
        Assert.Equal(a, b);
        Assert.NotEqual(a, Draws(8));

        List<string> Draws(ulong seed)
        {
            using var generator = new Generator(seed);
            var transform = RandomChoice(generator, Invert(), HorizontalFlip(), VerticalFlip());
            return [.. Enumerable.Range(0, 12).Select(_ => Convert.ToHexString(transform.call(image).data<byte>().ToArray()))];
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomInvert(1.5));
        Assert.Throws<ArgumentException>(() => RandomChoice());
        Assert.Throws<ArgumentException>(() => RandomRotation((3, 1)));
        Assert.Throws<ArgumentException>(() => RandAugment(magnitude: 31));
        Assert.Throws<ArgumentException>(() => GaussianBlur(3, 2f, 1f));
    }
}
