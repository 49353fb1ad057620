using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class ShapeScenesTests
{
    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new ShapeScenes(Split.Train, 500);
        using var batch = data.Get([1, 4]);
        Assert.Equal(["image", "segmentation", "instance", "boxes", "box_labels", "keypoints"], data.Names);
        Assert.Equal([[2, 3, 64, 64], [2, 64, 64], [2, 64, 64], [2, 4, 4], [2, 4], [2, 4, 5, 3]], data.Names.Select(name => batch[name].shape));
        Probes.AssertBytes(data["image"]);
        Assert.Equal([0, 1, 2, 3], Numbers.ToArray(data["segmentation"]).Distinct().Order());
        Assert.Equal([-1, 0, 1, 2], Numbers.ToArray(data["box_labels"]).Distinct().Order());
        double[] objects = Numbers.ToArray(data["box_labels"].ge(0).sum(1));
        Assert.Equal([1, 2, 3, 4], objects.Distinct().Order());
        Assert.InRange(objects.Average(), 2.3, 2.7);
    }

    [Theory]
    [InlineData("default", "58F18688F1224D6A")]
    [InlineData("shifted", "9B27483CB4E0F04D")]
    [InlineData("textures", "46781F4121EFD5BE")]
    public void Bytes_never_change(string preset, string expected)
    {
        var design = preset switch { "shifted" => ShapeScenesDesign.Shifted, "textures" => ShapeScenesDesign.TexScenes, _ => new() };
        using var data = new ShapeScenes(Split.Train, 8, design: design);
        Assert.Equal(expected, Fingerprint.OfBytes(data["image"]));
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new ShapeScenes(Split.Train, 3);
        using var many = new ShapeScenes(Split.Train, 30);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new ShapeScenes(Split.Train, 3, seed: 8);
        using var test = new ShapeScenes(Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(other["image"]));
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(test["image"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Boxes_classes_and_masks_say_the_same(bool allowsOverlap)
    {
        using var data = new ShapeScenes(Split.Train, 40, design: new() { AllowsOverlap = allowsOverlap, MinObjects = 3 });
        for (int i = 0; i < data.Count; i++)
        {
            double[] instance = Numbers.ToArray(data["instance"][i]), segmentation = Numbers.ToArray(data["segmentation"][i]);
            Assert.Equal(instance.Select(id => id > 0), segmentation.Select(label => label > 0));
            for (int k = 0; k < 4; k++)
            {
                int[] pixels = [.. Enumerable.Range(0, instance.Length).Where(p => instance[p] == k + 1)];
                double[] box = Numbers.ToArray(data["boxes"][i][k]);
                long label = data["box_labels"][i][k].ToInt64();
                Assert.Equal(pixels.Length == 0, label == -1);
                Assert.All(pixels, p => Assert.Equal(label + 1, segmentation[p]));
                double[] bounds = pixels.Length == 0
                    ? [0, 0, 0, 0]
                    : [pixels.Min(p => p % 64), pixels.Min(p => p / 64), pixels.Max(p => p % 64) + 1, pixels.Max(p => p / 64) + 1];
                Assert.Equal(bounds, box);
            }
        }
    }

    [Fact]
    public void Objects_keep_two_pixels_between_them_unless_they_may_overlap()
    {
        static int LeastGap(ShapeScenes data)
        {
            int least = int.MaxValue;
            for (int i = 0; i < data.Count; i++)
            {
                double[] instance = Numbers.ToArray(data["instance"][i]);
                int[] taken = [.. Enumerable.Range(0, instance.Length).Where(p => instance[p] > 0)];
                foreach (int p in taken)
                    foreach (int q in taken)
                        if (instance[p] < instance[q])
                            least = Math.Min(least, Math.Max(Math.Abs(p % 64 - q % 64), Math.Abs(p / 64 - q / 64)));
            }

            return least;
        }

        using var apart = new ShapeScenes(Split.Train, 25, design: new() { MinObjects = 4 });
        using var together = new ShapeScenes(Split.Train, 10, design: new() { MinObjects = 4, AllowsOverlap = true });
        Assert.Equal(3, LeastGap(apart));
        Assert.Equal(1, LeastGap(together));
    }

    [Fact]
    public void Keypoints_are_the_centre_and_the_ends_of_the_object()
    {
        using var data = new ShapeScenes(Split.Train, 40);
        for (int i = 0; i < data.Count; i++)
            for (int k = 0; k < 4; k++)
            {
                double[] box = Numbers.ToArray(data["boxes"][i][k]), points = Numbers.ToArray(data["keypoints"][i][k]);
                bool isThere = data["box_labels"][i][k].ToInt64() >= 0;
                Assert.All(Enumerable.Range(0, 5), point => Assert.Equal(isThere ? 2 : 0, points[3 * point + 2])); // nothing overlaps
                if (!isThere)
                    continue;
                Assert.Equal((box[0], box[1]), (points[3] - 0.5, points[7] - 0.5));
                Assert.Equal((box[2], box[3]), (points[9] + 0.5, points[13] + 0.5));
                Assert.InRange(points[0], box[0] + 1, box[2] - 1);
                Assert.InRange(points[1], box[1] + 1, box[3] - 1);
                for (int point = 1; point < 5; point++)
                    Assert.Equal(k + 1, data["instance"][i][(long)points[3 * point + 1]][(long)points[3 * point]].ToInt64());
            }
    }

    [Fact]
    public void Keypoints_under_other_objects_are_hidden()
    {
        using var data = new ShapeScenes(Split.Train, 40, design: new() { AllowsOverlap = true, MinObjects = 4 });
        int hidden = 0;
        for (int i = 0; i < data.Count; i++)
            for (int k = 0; k < 4; k++)
                for (int point = 1; point < 5; point++)
                {
                    double[] place = Numbers.ToArray(data["keypoints"][i][k][point]);
                    if (place[2] == 0)
                        continue;
                    long there = data["instance"][i][(long)place[1]][(long)place[0]].ToInt64();
                    Assert.Equal(place[2] == 2, there == k + 1);
                    hidden += place[2] == 1 ? 1 : 0;
                }

        Assert.InRange(hidden, 20, 300);
    }

    [Theory]
    [InlineData(Corruption.Noise)]
    [InlineData(Corruption.Blur)]
    [InlineData(Corruption.Contrast)]
    [InlineData(Corruption.Fog)]
    [InlineData(Corruption.Pixelate)]
    public void A_corruption_leaves_the_targets_alone_and_grows_with_severity(Corruption corruption)
    {
        using var clean = new ShapeScenes(Split.Test, 12);
        double last = 0;
        for (int severity = 1; severity <= 5; severity++)
        {
            using var data = new ShapeScenes(Split.Test, 12, design: new() { Corruption = corruption, Severity = severity });
            foreach (string name in clean.Names.Skip(1))
                Assert.Equal(Numbers.ToArray(clean[name]), Numbers.ToArray(data[name]));
            double change = (data["image"] - clean["image"]).square().mean().ToDouble();
            Assert.True(change > last, $"{corruption} {severity}: {change} after {last}");
            last = change;
        }
    }

    [Fact]
    public void Corruptions_do_what_they_say()
    {
        float[] Spoiled(Corruption corruption, int severity, float[] image)
        {
            float[] copy = [.. image];
            Corruptions.Apply(copy, 16, corruption, severity, new SeededRandom(1));
            return copy;
        }

        float[] step = [.. Enumerable.Range(0, 256).Select(p => p % 16 < 8 ? 0.2f : 0.8f)];
        Assert.Equal(step, Spoiled(Corruption.None, 5, step));
        Assert.Equal([0.41, 0.59], Spoiled(Corruption.Contrast, 4, step).Distinct().Order().Select(value => Math.Round(value, 2))); // 0.5 -+ 0.3 * 0.3
        float[] pixelated = Spoiled(Corruption.Pixelate, 4, step); // squares of 6: columns 0..5, 6..11, 12..15
        Assert.Equal([0.2, 0.2 + 0.6 * 4 / 6, 0.8], new[] { pixelated[0], pixelated[6], pixelated[12] }.Select(value => Math.Round(value, 2)));
        float[] blurred = Spoiled(Corruption.Blur, 3, step);
        Assert.Equal(0.2, blurred[0], 0.003);
        Assert.Equal(1, blurred[7] + blurred[8], 0.01); // symmetric about the step
        // Normal law of deviation 1 half a pixel to the left of the step: Phi(-1/2) = 0.3085, sampled at whole pixels (0.2994).
        Assert.Equal(0.2 + 0.6 * 0.3003, blurred[7], 0.01);
        float[] flat = [.. Enumerable.Repeat(0.5f, 256)];
        Assert.Equal(0.12, Math.Sqrt(Spoiled(Corruption.Noise, 3, flat).Average(value => Math.Pow(value - 0.5, 2))), 0.02);
        Assert.All(Spoiled(Corruption.Fog, 5, flat), value => Assert.InRange(value, 0.5f * 0.4f + 0.6f * 0.6f - 0.01f, 0.5f * 0.4f + 0.6f + 0.01f));
    }

    [Fact]
    public void Textured_scenes_are_mostly_background_and_show_every_class()
    {
        using var data = new ShapeScenes(Split.Train, 400, design: ShapeScenesDesign.TexScenes);
        Assert.InRange(data["segmentation"].eq(0).to(ScalarType.Float64).mean().ToDouble(), 0.74, 0.84);
        Assert.Equal(6, data.Classes);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Numbers.ToArray(data["segmentation"]).Distinct().Order());
        double[] objects = Numbers.ToArray(data["box_labels"].ge(0).sum(1));
        Assert.InRange(objects.Average(), 2.35, 2.6);
    }

    [Fact]
    public void Long_tails_are_as_long_as_their_shares()
    {
        using var data = new ShapeScenes(Split.Train, 600, design: ShapeScenesDesign.TexScenes with { Shares = [40, 30, 15, 8, 5, 2] });
        double objects = data["box_labels"].ge(0).sum().ToDouble();
        Numbers.AssertClose(
            [0.4, 0.3, 0.15, 0.08, 0.05, 0.02], [.. Enumerable.Range(0, 6).Select(k => data["box_labels"].eq(k).sum().ToDouble() / objects)], 0.035);
    }

    [Fact]
    public void A_small_network_names_the_only_object_well_and_not_perfectly()
    {
        var design = new ShapeScenesDesign { Size = 32, MaxObjects = 1, MinRadius = 0.2, MaxRadius = 0.3 };
        using var train = new ShapeScenes(Split.Train, 1000, design: design);
        using var test = new ShapeScenes(Split.Test, 400, design: design);
        double accuracy = SmallNet.AccuracyAfterTraining(
            (train["image"], train["box_labels"].squeeze(1)), (test["image"], test["box_labels"].squeeze(1)), 3, 12);
        Assert.InRange(accuracy, 0.6, 0.995);
    }

    [Fact]
    public void Impossible_designs_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShapeScenes(Split.Train, 0));
        void Refused(ShapeScenesDesign design, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ShapeScenes(Split.Train, 1, design: design)).Message);
        Refused(new() { Size = 15 }, "ShapeScenes: the size is 15; expected 16 or more");
        Refused(new() { MaxObjects = 0, MinObjects = 0 }, "0 .. 0 objects");
        Refused(new() { MaxRadius = 0.4 }, "radii are 0.09 .. 0.4");
        Refused(new() { Severity = 6 }, "the severity is 6");
        Refused(new() { Shares = [1, 1] }, "expected 3 numbers");
    }
}
