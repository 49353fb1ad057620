using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class WovenDefectsTests
{
    public static TheoryData<string, string> Presets => new() { { "Default", "513E8DDC0EA7265E" }, { nameof(WovenDefectsDesign.Hard), "2D9183D11F6BC2EC" } };

    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new WovenDefects(Split.Test, 100);
        using var batch = data.Get([3, 99]);
        Assert.Equal(["image", "clean", "mask", "label", "defect"], data.Names);
        Assert.Equal(data.Names, data.Fields.Select(field => field.Name));
        foreach (string name in new[] { "image", "clean", "mask" })
        {
            Assert.Equal([2, 1, 32, 32], batch[name].shape);
            Assert.Equal(ScalarType.Float32, batch[name].dtype);
            Assert.All(Numbers.ToArray(data[name]), value => Assert.Equal(Math.Clamp(Math.Round(value * 255), 0, 255), value * 255, 4));
        }

        Assert.Equal((ScalarType.Int64, ScalarType.Int64), (batch["label"].dtype, batch["defect"].dtype));
        Assert.Equal([0, 1], Numbers.ToArray(data["label"]).Distinct().Order());
        Assert.Equal([0, 1, 2], Numbers.ToArray(data["defect"]).Distinct().Order());
    }

    [Theory]
    [InlineData(Split.Train, 0.5, 0)]
    [InlineData(Split.Validation, 0.5, 0)]
    [InlineData(Split.Test, 0.5, 0.5)]
    [InlineData(Split.Test, 0.1, 0.1)]
    [InlineData(Split.Test, 1, 1)]
    public void Only_the_test_split_has_defects(Split split, double share, double expected)
    {
        using var data = new WovenDefects(split, 1000, design: new(Size: 16, DefectShare: share));
        double deviation = Math.Sqrt(expected * (1 - expected) / 1000);
        Assert.InRange(data["label"].to(ScalarType.Float64).mean().ToDouble(), expected - 4 * deviation, expected + 4 * deviation);
        Assert.Equal(Numbers.ToArray(data["defect"].gt(0)), Numbers.ToArray(data["label"]));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void A_defect_is_where_the_mask_is(int size)
    {
        foreach (var design in new[] { new WovenDefectsDesign(), WovenDefectsDesign.Hard })
        {
            using var data = new WovenDefects(Split.Test, 300, design: design with { Size = size });
            var difference = (data["image"] - data["clean"]).abs();
            Assert.Equal(0, (difference * (1 - data["mask"])).max().ToDouble());
            var area = data["mask"].sum([1, 2, 3]);
            Assert.Equal(Numbers.ToArray(data["label"]), Numbers.ToArray(area.gt(0)));
            var defective = area.masked_select(area.gt(0)) / (size * size);
            Assert.InRange(defective.min().ToDouble(), 0.001, 0.03);
            Assert.InRange(defective.max().ToDouble(), 0.06, 0.25);
            Assert.InRange((difference * data["mask"]).sum().ToDouble() / data["mask"].sum().ToDouble(), design.MinOpacity / 4, design.MaxOpacity / 1.5);
        }
    }

    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(0.5, 0.8)]
    public void A_defect_hides_as_much_as_its_opacity(double low, double high)
    {
        // Two pixels inside one defect: where the fabric differs, the picture differs by 1 - opacity of that, but for the smooth tone.
        using var data = new WovenDefects(Split.Test, 200, design: new(MinOpacity: low, MaxOpacity: high, DefectShare: 1, Noise: 0));
        var inside = data["mask"].narrow(3, 0, 31) * data["mask"].narrow(3, 1, 31);
        Tensor Steps(string name) => (data[name].narrow(3, 1, 31) - data[name].narrow(3, 0, 31)) * inside;
        var (image, clean) = (Steps("image"), Steps("clean"));
        double slope = ((image * clean).sum() / (clean * clean).sum()).ToDouble();
        Assert.InRange(slope, 1 - high - 0.03, 1 - low + 0.03);
    }

    [Fact]
    public void Good_fabric_is_two_waves_of_random_phase()
    {
        using var data = new WovenDefects(Split.Train, 300, design: new(Size: 40, Noise: 0));
        var image = data["image"];
        Assert.Equal(Numbers.ToArray(image.narrow(3, 0, 32)), Numbers.ToArray(image.narrow(3, 8, 32))); // 8 columns
        Assert.Equal(Numbers.ToArray(image.narrow(2, 0, 8)), Numbers.ToArray(image.narrow(2, 32, 8))); // 5 x 6.4 rows

        // Sine and cosine along the rows, sine and cosine along the columns, each of variance 0.15^2 / 2 in every pixel or less: 4 directions and no more.
        var variances = linalg.svdvals(image.flatten(1).sub(0.5)).pow(2);
        Assert.InRange((variances.narrow(0, 0, 4).sum() / variances.sum()).ToDouble(), 0.999, 1);
        Assert.InRange((variances[3] / variances[0]).ToDouble(), 0.6, 1);
        Assert.InRange((variances.sum() / image.numel()).ToDouble(), 0.0225 * 0.98, 0.0225 * 1.02);
    }

    [Fact]
    public void Grain_is_noise_of_a_band_of_frequencies()
    {
        const int Size = 64;
        using var data = new WovenDefects(Split.Train, 200, design: WovenDefectsDesign.Hard with { Size = Size, Noise = 0 });
        var image = data["image"].squeeze(1) - 0.5;
        Assert.InRange(Math.Sqrt(image.pow(2).mean().ToDouble()), 0.098, 0.102);
        var power = fft.fft2(image).abs().pow(2).mean([0]) / (Size * Size); // white noise of variance 1 has 1 everywhere
        double At(int down, int across) => power[down, across].ToDouble();

        // Each pass multiplies by cos^2(w / 2) along either axis; 4 passes less 16 passes.
        double Response(int k, int passes) => Math.Pow(Math.Cos(Math.PI * k / Size), 2 * passes);
        double Expected(int down, int across) =>
            Math.Pow(0.767 * (Response(down, 4) * Response(across, 4) - Response(down, 16) * Response(across, 16)), 2);
        foreach (var (down, across) in new[] { (6, 6), (0, 8), (8, 0), (10, 4), (4, 10) })
            Assert.InRange(At(down, across) / Expected(down, across), 0.6, 1.4);
        Assert.True(At(0, 0) < 0.05 * At(8, 0) && At(24, 24) < 0.01 * At(8, 0));
    }

    [Fact]
    public void Noise_leaves_all_else_alone()
    {
        using var noisy = new WovenDefects(Split.Test, 100);
        using var still = new WovenDefects(Split.Test, 100, design: new(Noise: 0));
        foreach (string name in new[] { "mask", "label", "defect" })
            Assert.Equal(Numbers.ToArray(still[name]), Numbers.ToArray(noisy[name]));
        var difference = noisy["clean"] - still["clean"];
        Assert.InRange(difference.mean().ToDouble(), -0.0005, 0.0005);
        Assert.InRange(Math.Sqrt(difference.pow(2).mean().ToDouble()), 0.0295, 0.0305);
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new WovenDefects(Split.Test, 3, design: WovenDefectsDesign.Hard);
        using var many = new WovenDefects(Split.Test, 50, design: WovenDefectsDesign.Hard);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new WovenDefects(Split.Test, 3, seed: 8, design: WovenDefectsDesign.Hard);
        using var train = new WovenDefects(Split.Train, 3, design: WovenDefectsDesign.Hard);
        var clean = Numbers.ToArray(few["clean"][0]);
        Assert.NotEqual(clean, Numbers.ToArray(few["clean"][1]));
        Assert.NotEqual(clean, Numbers.ToArray(other["clean"][0]));
        Assert.NotEqual(clean, Numbers.ToArray(train["clean"][0]));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Bytes_never_change(string preset, string fingerprint)
    {
        using var data = new WovenDefects(Split.Test, 8, design: preset == nameof(WovenDefectsDesign.Hard) ? WovenDefectsDesign.Hard : null);
        Assert.Equal(fingerprint, Fingerprint.OfBytes(cat([data["image"], data["clean"], data["mask"]])));
    }

    [Fact]
    public void A_small_autoencoder_finds_defects_in_a_weave_and_not_in_grain()
    {
        Assert.InRange(DetectionOfAutoencoder(new()), 0.95, 0.9995);
        Assert.InRange(DetectionOfAutoencoder(WovenDefectsDesign.Hard), 0.5, 0.7);
    }

    [Fact]
    public void A_small_network_that_is_shown_defects_in_grain_finds_others()
    {
        using var train = new WovenDefects(Split.Test, 400, seed: 8, design: WovenDefectsDesign.Hard);
        using var test = new WovenDefects(Split.Test, 200, design: WovenDefectsDesign.Hard);
        using var model = nn.Sequential(
            nn.Conv2d(1, 8, 5, padding: 2), nn.ReLU(), nn.Conv2d(8, 8, 5, padding: 4, dilation: 2), nn.ReLU(), nn.Conv2d(8, 1, 5, padding: 2));
        Train(model, train, "mask", (logit, mask) => nn.functional.binary_cross_entropy_with_logits(logit, mask));
        using var _ = no_grad();
        Assert.InRange(AreaUnderCurve(model.call(test["image"] - 0.5), test["mask"]), 0.7, 0.98);
    }

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WovenDefects(Split.Train, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WovenDefects(Split.Train, 1, design: new(Size: 15)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WovenDefects(Split.Train, 1, design: new(DefectShare: 1.5)));
        Assert.Throws<ArgumentException>(() => new WovenDefects(Split.Train, 1, design: new(MinOpacity: 0)));
        Assert.Throws<ArgumentException>(() => new WovenDefects(Split.Train, 1, design: new(MinOpacity: 0.5, MaxOpacity: 0.4)));
    }

    /// <summary>Area under the ROC curve of the error of reconstruction, over all pixels of the test split.</summary>
    private static double DetectionOfAutoencoder(WovenDefectsDesign design)
    {
        using var scope = NewDisposeScope();
        using var train = new WovenDefects(Split.Train, 800, design: design);
        using var test = new WovenDefects(Split.Test, 200, design: design);
        using var model = nn.Sequential(
            nn.Conv2d(1, 16, 4, 2, 1), nn.ReLU(), nn.Conv2d(16, 24, 4, 2, 1), nn.ReLU(), nn.Conv2d(24, 16, 4, 2, 1), nn.ReLU(),
            nn.ConvTranspose2d(16, 24, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(24, 16, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(16, 1, 4, 2, 1));
        Train(model, train, "image", (reconstruction, image) => nn.functional.mse_loss(reconstruction, image - 0.5));
        using var _ = no_grad();
        return AreaUnderCurve((model.call(test["image"] - 0.5) - (test["image"] - 0.5)).abs(), test["mask"]);
    }

    /// <summary>200 steps from the same initial parameters every time.</summary>
    private static void Train(nn.Module<Tensor, Tensor> model, Dataset data, string target, Func<Tensor, Tensor, Tensor> loss)
    {
        using var generator = new Generator(0);
        using (no_grad())
            foreach (var parameter in model.parameters())
                parameter.copy_(parameter.dim() > 1
                    ? randn(parameter.shape, generator: generator) * Math.Sqrt(2.0 / parameter[0].numel())
                    : zeros_like(parameter));
        using var optimizer = optim.Adam(model.parameters(), 4e-3);
        var loader = new DataLoader(data, 32);
        for (int step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            var batch = loader.At(step);
            optimizer.zero_grad();
            loss(model.call(batch["image"] - 0.5), batch[target]).backward();
            optimizer.step();
        }
    }

    private static double AreaUnderCurve(Tensor score, Tensor mask)
    {
        var ranks = score.flatten().argsort().argsort().to(ScalarType.Float64) + 1;
        var isDefect = mask.flatten().to(ScalarType.Float64);
        double positives = isDefect.sum().ToDouble(), negatives = isDefect.numel() - positives;
        return ((ranks * isDefect).sum().ToDouble() - positives * (positives + 1) / 2) / (positives * negatives);
    }
}
