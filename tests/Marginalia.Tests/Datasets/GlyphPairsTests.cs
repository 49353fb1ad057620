using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class GlyphPairsTests
{
    private static readonly GlyphPairsDesign Upright = new(
        Separation: 14, MaxShift: 0, MaxAngle: 0, MaxShear: 0, MinScale: 0.7, MaxScale: 0.7, Noise: 0);

    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new GlyphPairs(Split.Train, 200);
        using var batch = data.Get([3, 199]);
        Assert.Equal(["image", "left", "right"], data.Names);
        Assert.Equal([2, 1, 28, 28], batch["image"].shape);
        Assert.Equal((ScalarType.Float32, ScalarType.Int64), (batch["image"].dtype, batch["left"].dtype));
        var grey = Numbers.ToArray(data["image"]);
        Assert.All(grey, value => Assert.InRange(value, 0, 1));
        Assert.All(grey, value => Assert.Equal(Math.Round(value * 255), value * 255, 4));
        Assert.Equal(10, Numbers.ToArray(data["left"]).Distinct().Count());
    }

    [Fact]
    public void Every_combination_of_digits_is_equally_likely()
    {
        using var data = new GlyphPairs(Split.Train, 5000, design: Upright with { Size = 16 });
        var (left, right) = (Numbers.ToArray(data["left"]), Numbers.ToArray(data["right"]));
        var counts = left.Zip(right).CountBy(pair => pair).ToArray();
        Assert.Equal(100, counts.Length);
        double chiSquare = counts.Sum(cell => Math.Pow(cell.Value - 50, 2) / 50);
        Assert.InRange(chiSquare, 61, 148); // 99 degrees of freedom: 0.1 % on either side
    }

    [Fact]
    public void Each_digit_is_drawn_on_its_side()
    {
        // Apart and upright, the left half is a function of the left digit and of its boldness alone.
        using var data = new GlyphPairs(Split.Train, 400, design: Upright);
        foreach (var (side, from) in new[] { ("left", 0), ("right", 14) })
        {
            var half = data["image"].narrow(3, from, 14).flatten(1);
            var pictures = new Dictionary<double, HashSet<string>>();
            var digits = Numbers.ToArray(data[side]);
            for (int i = 0; i < data.Count; i++)
                (pictures.TryGetValue(digits[i], out var known) ? known : pictures[digits[i]] = []).Add(string.Join(",", Numbers.ToArray(half[i])));
            Assert.Equal(10, pictures.Count);
            Assert.All(pictures.Values, known => Assert.Equal(2, known.Count));
            Assert.Equal(20, pictures.Values.SelectMany(known => known).Distinct().Count());
        }
    }

    [Fact]
    public void A_seven_looks_like_a_seven()
    {
        // Bar at the top, stem at the bottom left of the middle: ink in those corners of the glyph and none in the lower right.
        var image = new double[28 * 28];
        new Glyph(7, Bold: false, 0, 0, 1, 14, 14).DrawInto(image, 28);
        double At(int row, int column) => image[row * 28 + column];
        Assert.True(At(5, 8) > 0.8 && At(5, 19) > 0.8 && At(20, 11) > 0.8);
        Assert.True(At(20, 18) < 0.01 && At(1, 14) < 0.01);
    }

    [Theory]
    [InlineData(0.2, 0, 1.2)] // clockwise: the upper part of a 1 moves to the right
    [InlineData(0, 0.2, -1.2)] // sheared: the lower part moves to the right
    public void Poses_turn_the_right_way(double angle, double shear, double lean)
    {
        var image = new double[28 * 28];
        new Glyph(1, Bold: false, angle, shear, 1, 14, 14).DrawInto(image, 28);
        double Centre(int row)
        {
            double sum = 0, moment = 0;
            for (int x = 0; x < 28; x++)
                (sum, moment) = (sum + image[row * 28 + x], moment + x * image[row * 28 + x]);
            return moment / sum;
        }

        Assert.InRange(Centre(12) - Centre(18), lean - 0.3, lean + 0.3); // both rows cut the stem, 6 pixels apart
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new GlyphPairs(Split.Train, 3);
        using var many = new GlyphPairs(Split.Train, 50);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new GlyphPairs(Split.Train, 3, seed: 8);
        using var test = new GlyphPairs(Split.Test, 3);
        var image = Numbers.ToArray(few["image"][0]);
        Assert.NotEqual(image, Numbers.ToArray(few["image"][1]));
        Assert.NotEqual(image, Numbers.ToArray(other["image"][0]));
        Assert.NotEqual(image, Numbers.ToArray(test["image"][0]));
    }

    [Fact]
    public void Bytes_never_change()
    {
        using var data = new GlyphPairs(Split.Train, 8);
        Assert.Equal("0E169120958008BE", Fingerprint.OfBytes(data["image"]));
    }

    [Fact]
    public void Noise_leaves_all_else_alone()
    {
        using var noisy = new GlyphPairs(Split.Train, 50);
        using var clean = new GlyphPairs(Split.Train, 50, design: new(Noise: 0));
        Assert.Equal(Numbers.ToArray(clean["left"]), Numbers.ToArray(noisy["left"]));
        var inside = clean["image"].gt(0.4).logical_and(clean["image"].lt(0.6)); // where nothing is clipped
        var difference = (noisy["image"] - clean["image"]).masked_select(inside);
        Assert.InRange(difference.mean().ToDouble(), -0.005, 0.005);
        Assert.InRange(Math.Sqrt(difference.mul(difference).mean().ToDouble()), 0.095, 0.105);
    }

    [Fact]
    public void A_small_network_reads_both_digits_of_unseen_pairs_well_and_not_perfectly()
    {
        using var train = new GlyphPairs(Split.Train, 2000);
        using var test = new GlyphPairs(Split.Test, 500);
        using var model = new LeNet([10, 10]);
        var loader = new DataLoader(train, 50);
        MultiTaskTraining.Train(
            model, loader, [Objective.CrossEntropy("left"), Objective.CrossEntropy("right")], new EqualWeighting(2),
            optim.Adam(model.parameters(), 3e-3), new() { Steps = 4 * loader.BatchesPerEpoch, Input = "image" }, TestContext.Current.CancellationToken);
        var (left, right) = (new Accuracy(), new Accuracy());
        Evaluation.Measure(model, test, [(left, "left"), (right, "right")], "image");
        Assert.InRange(left.Value, 0.8, 0.985);
        Assert.InRange(right.Value, 0.8, 0.985);
    }

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlyphPairs(Split.Train, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlyphPairs(Split.Train, 1, design: new(Size: 15)));
    }
}
