using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class GlyphsTests
{
    private static readonly GlyphsDesign Upright = new(MaxShift: 0, MaxAngle: 0, MaxShear: 0, MinScale: 1, MaxScale: 1, Noise: 0);

    public static TheoryData<string, string> Presets => new()
    {
        { nameof(GlyphAppearance.Grey), "A595F43B58A47BA7" },
        { nameof(GlyphAppearance.Colour), "D206E8D96C0DE668" },
        { nameof(GlyphAppearance.Ink), "2C6B548765B6601E" },
        { nameof(GlyphAppearance.Embossed), "9DCC0FDA1B0B4C94" },
        { nameof(GlyphAppearance.Thermal), "7B26908304983050" },
        { nameof(GlyphAppearance.Night), "1D7649A49F3BA25D" },
        { nameof(GlyphAppearance.Underwater), "0E4366DA29A22428" },
        { nameof(GlyphsDesign.Shortcut), "AAC944837405B512" },
        { nameof(GlyphsDesign.CueConflict), "6F57E4BBEE5F23E4" },
        { nameof(GlyphsDesign.Elastic), "6FE75D2AB020E938" },
    };

    [Theory]
    [InlineData(GlyphAppearance.Grey, 1)]
    [InlineData(GlyphAppearance.Thermal, 3)]
    public void Names_shapes_types_and_ranges(GlyphAppearance appearance, int channels)
    {
        using var data = new Glyphs(Split.Train, 200, design: GlyphsDesign.Domain(appearance));
        using var batch = data.Get([3, 199]);
        Assert.Equal(["image", "label", "mask", "colour"], data.Names);
        Assert.Equal(data.Names, data.Fields.Select(field => field.Name));
        Assert.Equal([2, channels, 32, 32], batch["image"].shape);
        Assert.Equal([2, 1, 32, 32], batch["mask"].shape);
        Assert.Equal((ScalarType.Float32, ScalarType.Float32), (batch["image"].dtype, batch["mask"].dtype));
        Assert.Equal((ScalarType.Int64, ScalarType.Int64), (batch["label"].dtype, batch["colour"].dtype));
        var values = Numbers.ToArray(data["image"]);
        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.All(values, value => Assert.Equal(Math.Round(value * 255), value * 255, 4));
    }

    [Theory]
    [InlineData("0123456789")]
    [InlineData("X7A")]
    [InlineData("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    public void A_label_is_a_place_in_the_alphabet(string alphabet)
    {
        using var data = new Glyphs(Split.Train, 400, design: Upright with { Alphabet = alphabet });
        long[] labels = data["label"].data<long>().ToArray();
        Assert.Equal(alphabet.Length, labels.Distinct().Count());
        for (int i = 0; i < labels.Length; i++)
        {
            var pictures = new[] { false, true }.Select(bold =>
            {
                var ink = new double[28 * 28];
                new Glyph(Font.Characters.IndexOf(alphabet[(int)labels[i]]), bold, 0, 0, 1, 14, 14).DrawInto(ink, 28);
                return ink.Select(value => (double)PortableMath.Quantize(value)).ToArray();
            });
            Assert.Contains(Numbers.ToArray(data["image"][i]), pictures);
        }
    }

    [Fact]
    public void Every_character_is_equally_likely()
    {
        using var data = new Glyphs(Split.Train, 7200, design: Upright with { Size = 16, Alphabet = Font.Characters });
        var counts = Numbers.ToArray(data["label"]).CountBy(label => label).ToArray();
        Assert.Equal(36, counts.Length);
        Assert.InRange(counts.Sum(cell => Math.Pow(cell.Value - 200, 2) / 200), 14.7, 66.6); // 35 degrees of freedom: 0.1 % on either side
    }

    [Fact]
    public void Characters_are_distinct_and_letters_have_their_symmetries()
    {
        static string Bitmap(char letter, Func<int, int, (int Row, int Column)> place) => string.Concat(
            Enumerable.Range(0, Font.Rows * Font.Columns).Select(p => place(p / Font.Columns, p % Font.Columns))
                .Select(at => Font.Ink(Font.Characters.IndexOf(letter), at.Row, at.Column)));
        static string AsIs(char letter) => Bitmap(letter, (row, column) => (row, column));
        Assert.Equal(36, Font.Characters.Select(AsIs).Distinct().Count());
        Assert.All("AHIMOTUVWXY", letter => Assert.Equal(AsIs(letter), Bitmap(letter, (row, column) => (row, Font.Columns - 1 - column))));
        Assert.All("BCDEHIKOX", letter => Assert.Equal(AsIs(letter), Bitmap(letter, (row, column) => (Font.Rows - 1 - row, column))));
        Assert.All("HIOSXZ", letter => Assert.Equal(AsIs(letter), Bitmap(letter, (row, column) => (Font.Rows - 1 - row, Font.Columns - 1 - column))));
    }

    [Fact]
    public void The_mask_is_where_there_is_ink_and_the_same_in_every_appearance()
    {
        using var grey = new Glyphs(Split.Train, 20, design: GlyphsDesign.Domain(GlyphAppearance.Grey) with { Noise = 0 });
        Assert.Equal(Numbers.ToArray(grey["image"].gt(0.5)), Numbers.ToArray(grey["mask"]));
        Assert.InRange(grey["mask"].mean().ToDouble(), 0.08, 0.3);
        foreach (var appearance in Enum.GetValues<GlyphAppearance>())
        {
            using var other = new Glyphs(Split.Train, 20, design: GlyphsDesign.Domain(appearance));
            foreach (string name in new[] { "label", "mask", "colour" })
                Assert.Equal(Numbers.ToArray(grey[name]), Numbers.ToArray(other[name]));
        }
    }

    [Theory]
    [InlineData(GlyphAppearance.Colour, 1)]
    [InlineData(GlyphAppearance.Ink, -1)]
    [InlineData(GlyphAppearance.Thermal, 1)]
    [InlineData(GlyphAppearance.Night, 1)]
    [InlineData(GlyphAppearance.Underwater, 1)]
    public void Ink_is_darker_than_its_ground_and_all_else_is_brighter(GlyphAppearance appearance, int sign)
    {
        using var data = new Glyphs(Split.Train, 100, design: GlyphsDesign.Domain(appearance));
        var grey = data["image"].mean([1], keepdim: true);
        var (glyph, ground) = (data["mask"], 1 - data["mask"]);
        var contrast = (grey * glyph).sum([1, 2, 3]) / glyph.sum([1, 2, 3]) - (grey * ground).sum([1, 2, 3]) / ground.sum([1, 2, 3]);
        Assert.All(Numbers.ToArray(contrast), difference => Assert.True(sign * difference > 0.03, $"{difference}"));
    }

    [Fact]
    public void A_relief_is_brighter_above_than_below_and_as_bright_as_its_ground_on_average()
    {
        using var data = new Glyphs(Split.Train, 200, design: GlyphsDesign.Domain(GlyphAppearance.Embossed));
        var grey = data["image"].mean([1], keepdim: true);
        var slope = data["mask"].narrow(2, 1, 31) - data["mask"].narrow(2, 0, 31); // 1 where the glyph begins, -1 where it ends, from above
        Assert.InRange((grey.narrow(2, 0, 31) * slope).mean().ToDouble() / slope.abs().mean().ToDouble(), 0.03, 0.3);
        var (glyph, ground) = (data["mask"], 1 - data["mask"]);
        Assert.InRange(((grey * glyph).sum() / glyph.sum() - (grey * ground).sum() / ground.sum()).ToDouble(), -0.02, 0.02);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    public void The_colour_tells_as_many_labels_as_the_design_says(double bias, int shift)
    {
        using var data = new Glyphs(Split.Train, 4000, design: Upright with { Size = 16, ColourBias = bias, ColourShift = shift });
        double told = data["colour"].eq((data["label"] + shift).remainder(10)).to(ScalarType.Float64).mean().ToDouble();
        double expected = bias + (1 - bias) / 10, deviation = Math.Sqrt(expected * (1 - expected) / 4000);
        Assert.InRange(told, expected - 4 * deviation, expected + 4 * deviation);
    }

    [Fact]
    public void The_colour_is_the_hue_of_the_glyph()
    {
        var first = new Rgb(0.8, 0.2, 0.2);
        Numbers.AssertClose([first.Red, first.Green, first.Blue], Values(Rgb.OfHue(0, 0.75, 0.8)), 1e-12);
        Numbers.AssertClose([0.5, 0.5, 0], Values(Rgb.OfHue(1 / 6.0, 1, 0.5)), 1e-12);
        Numbers.AssertClose([0, 1, 0], Values(Rgb.OfHue(1 / 3.0, 1, 1)), 1e-12);
        Numbers.AssertClose([0, 0, 1], Values(Rgb.OfHue(-1 / 3.0, 1, 1)), 1e-12);
        Numbers.AssertClose([1, 0, 0.5], Values(Rgb.OfHue(11 / 12.0, 1, 1)), 1e-12);

        using var data = new Glyphs(Split.Train, 300, design: GlyphsDesign.Colour with { Noise = 0 });
        long[] colours = data["colour"].data<long>().ToArray();
        var ink = (data["image"] * data["mask"]).sum([2, 3]) / data["mask"].sum([2, 3]);
        var strongest = ink.argmax(1).data<long>().ToArray(); // red about 0, green about 1/3, blue about 2/3
        Assert.All(colours.Zip(strongest).Where(pair => pair.First is 0), pair => Assert.Equal(0, pair.Second));
        Assert.All(colours.Zip(strongest).Where(pair => pair.First is 3), pair => Assert.Equal(1, pair.Second));
        Assert.All(colours.Zip(strongest).Where(pair => pair.First is 7), pair => Assert.Equal(2, pair.Second));

        static double[] Values(Rgb colour) => [colour.Red, colour.Green, colour.Blue];
    }

    [Fact]
    public void An_elastic_glyph_is_bent_by_no_more_than_the_design_says()
    {
        var warp = new ElasticWarp(new SeededRandom(1), 2, 28);
        var shifts = Enumerable.Range(0, 28 * 28).Select(p => (X: p % 28 + 0.5, Y: p / 28 + 0.5)).Select(at => (at, To: warp.At(at.X, at.Y)))
            .SelectMany(pair => new[] { pair.To.X - pair.at.X, pair.To.Y - pair.at.Y }).ToArray();
        Assert.All(shifts, shift => Assert.InRange(shift, -2, 2));
        Assert.True(shifts.Min() < -1 && shifts.Max() > 1);

        using var stiff = new Glyphs(Split.Train, 30, design: new(Noise: 0));
        using var bent = new Glyphs(Split.Train, 30, design: new(Noise: 0, Elastic: 2));
        Assert.Equal(Numbers.ToArray(stiff["label"]), Numbers.ToArray(bent["label"]));
        Assert.InRange((stiff["image"] - bent["image"]).abs().mean().ToDouble(), 0.02, 0.15);
    }

    [Fact]
    public void Noise_leaves_all_else_alone()
    {
        using var noisy = new Glyphs(Split.Train, 50);
        using var clean = new Glyphs(Split.Train, 50, design: new(Noise: 0));
        Assert.Equal(Numbers.ToArray(clean["label"]), Numbers.ToArray(noisy["label"]));
        Assert.Equal(Numbers.ToArray(clean["mask"]), Numbers.ToArray(noisy["mask"]));
        var inside = clean["image"].gt(0.4).logical_and(clean["image"].lt(0.6)); // where nothing is clipped
        var difference = (noisy["image"] - clean["image"]).masked_select(inside);
        Assert.InRange(difference.mean().ToDouble(), -0.006, 0.006);
        Assert.InRange(Math.Sqrt(difference.mul(difference).mean().ToDouble()), 0.095, 0.105);
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        var design = GlyphsDesign.Colour;
        using var few = new Glyphs(Split.Train, 3, design: design);
        using var many = new Glyphs(Split.Train, 50, design: design);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new Glyphs(Split.Train, 3, seed: 8, design: design);
        using var test = new Glyphs(Split.Test, 3, design: design);
        var image = Numbers.ToArray(few["image"][0]);
        Assert.NotEqual(image, Numbers.ToArray(few["image"][1]));
        Assert.NotEqual(image, Numbers.ToArray(other["image"][0]));
        Assert.NotEqual(image, Numbers.ToArray(test["image"][0]));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Bytes_never_change(string preset, string fingerprint)
    {
        var design = preset switch
        {
            nameof(GlyphAppearance.Grey) => new(),
            nameof(GlyphsDesign.Shortcut) => GlyphsDesign.Shortcut,
            nameof(GlyphsDesign.CueConflict) => GlyphsDesign.CueConflict,
            nameof(GlyphsDesign.Elastic) => new(GlyphsDesign.Letters, Elastic: 2),
            _ => GlyphsDesign.Domain(Enum.Parse<GlyphAppearance>(preset)),
        };
        using var data = new Glyphs(Split.Train, 8, design: design);
        Assert.Equal(fingerprint, Fingerprint.OfBytes(data["image"]));
    }

    [Fact]
    public void A_small_network_reads_digits_well()
    {
        using var model = Trained(new(), 1000, 8);
        Assert.InRange(AccuracyOn(model, new()), 0.95, 0.999);
    }

    [Fact]
    public void A_hundred_digits_are_too_few()
    {
        using var model = Trained(new(), 100, 40);
        Assert.InRange(AccuracyOn(model, new()), 0.75, 0.95);
    }

    [Fact]
    public void A_network_that_knows_one_appearance_does_not_know_another()
    {
        using var model = Trained(GlyphsDesign.Domain(GlyphAppearance.Ink), 1000, 8);
        Assert.InRange(AccuracyOn(model, GlyphsDesign.Domain(GlyphAppearance.Ink)), 0.9, 0.999);
        Assert.InRange(AccuracyOn(model, GlyphsDesign.Domain(GlyphAppearance.Thermal)), 0.05, 0.6);
    }

    [Fact]
    public void A_network_that_may_take_a_shortcut_takes_it_in_part()
    {
        using var model = Trained(GlyphsDesign.Shortcut, 1000, 4);
        Assert.InRange(AccuracyOn(model, GlyphsDesign.Shortcut) - AccuracyOn(model, GlyphsDesign.CueConflict), 0.15, 0.95);
    }

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Glyphs(Split.Train, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Glyphs(Split.Train, 1, design: new(Size: 15)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Glyphs(Split.Train, 1, design: new(ColourBias: 1.1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Glyphs(Split.Train, 1, design: new(Elastic: -1)));
        Assert.Throws<ArgumentException>(() => new Glyphs(Split.Train, 1, design: new(MinScale: 0)));
        foreach (string alphabet in new[] { "", "A", "AA", "ab" })
            Assert.Contains($"'{alphabet}'", Assert.Throws<ArgumentException>(() => new Glyphs(Split.Train, 1, design: new(alphabet))).Message);
    }

    private static LeNet Trained(GlyphsDesign design, int count, int epochs)
    {
        using var train = new Glyphs(Split.Train, count, design: design);
        var model = new LeNet([design.Alphabet.Length], design.Channels, design.Size);
        var loader = new DataLoader(train, 20);
        MultiTaskTraining.Train(
            model, loader, [Objective.CrossEntropy("label")], new EqualWeighting(1), optim.Adam(model.parameters(), 3e-3),
            new() { Steps = epochs * loader.BatchesPerEpoch, Input = "image" }, TestContext.Current.CancellationToken);
        return model;
    }

    private static double AccuracyOn(LeNet model, GlyphsDesign design)
    {
        using var test = new Glyphs(Split.Test, 500, design: design);
        var accuracy = new Accuracy();
        Evaluation.Measure(model, test, [(accuracy, "label")], "image");
        return accuracy.Value;
    }
}
