using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class FiguresTests
{
    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var faces = new FacesParts(Split.Train, 20);
        using var face = faces.Get([1, 4]);
        Assert.Equal(["image", "keypoints", "part"], faces.Names);
        Assert.Equal([[2, 3, 32, 32], [2, 4, 3], [2, 32, 32]], faces.Names.Select(name => face[name].shape));
        Probes.AssertBytes(faces["image"]);
        Assert.Equal([0, 1, 2, 3, 4], Numbers.ToArray(faces["part"]).Distinct().Order());

        using var bars = new GraspBars(Split.Train, 60);
        using var bar = bars.Get([1, 4]);
        Assert.Equal(["image", "depth", "segmentation", "instance", "grasps", "keypoints", "grasp_instance"], bars.Names);
        Assert.Equal(
            [[2, 3, 64, 64], [2, 1, 64, 64], [2, 64, 64], [2, 64, 64], [2, 12, 4, 3], [2, 12, 2, 3], [2, 12]], bars.Names.Select(name => bar[name].shape));
        Probes.AssertBytes(bars["image"]);
        Assert.Equal([0, 1, 2, 3, 4], Numbers.ToArray(bars["segmentation"]).Distinct().Order());
    }

    [Fact]
    public void Bytes_never_change()
    {
        using var faces = new FacesParts(Split.Train, 8);
        using var bars = new GraspBars(Split.Train, 8);
        Assert.Equal("594541DAF9788F94 AD61F1D85C5E5895", Fingerprint.OfBytes(faces["image"]) + " " + Fingerprint.OfBytes(bars["image"]));
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        foreach (var make in new Func<Split, int, TensorDataset>[] { (split, n) => new FacesParts(split, n), (split, n) => new GraspBars(split, n) })
        {
            using var few = make(Split.Train, 3);
            using var many = make(Split.Train, 20);
            foreach (string name in few.Names)
                Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
            using var other = make(Split.Test, 3);
            Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(other["image"]));
        }
    }

    [Fact]
    public void Keypoints_of_a_face_are_the_centres_of_its_parts()
    {
        using var data = new FacesParts(Split.Train, 50);
        for (int i = 0; i < data.Count; i++)
        {
            double[] part = Numbers.ToArray(data["part"][i]), points = Numbers.ToArray(data["keypoints"][i]);
            for (int k = 1; k < 4; k++)
            {
                int[] pixels = [.. Enumerable.Range(0, part.Length).Where(p => part[p] == k + 1)];
                Assert.Equal(pixels.Average(p => p % 32 + 0.5), points[3 * k], 0.6);
                Assert.Equal(pixels.Average(p => p / 32 + 0.5), points[3 * k + 1], 0.6);
            }

            Assert.True(points[3] < points[6] && points[10] > points[1]); // left eye, right eye; the mouth below the head's centre
        }
    }

    [Fact]
    public void A_grasp_is_antipodal()
    {
        using var data = new GraspBars(Split.Train, 80);
        var seen = new HashSet<double>();
        for (int i = 0; i < data.Count; i++)
        {
            double[] instance = Numbers.ToArray(data["instance"][i]), kinds = Numbers.ToArray(data["segmentation"][i]);
            double At(double x, double y) => instance[(int)y * 64 + (int)x];
            for (int row = 0; row < 12; row++)
            {
                double[] ends = Numbers.ToArray(data["keypoints"][i][row]), corners = Numbers.ToArray(data["grasps"][i][row]);
                long id = data["grasp_instance"][i][row].ToInt64();
                Assert.Equal(id > 0 ? 2 : 0, ends[2]);
                if (id < 0)
                    continue;
                double x = (ends[0] + ends[3]) / 2, y = (ends[1] + ends[4]) / 2, width = Math.Sqrt(Math.Pow(ends[3] - ends[0], 2) + Math.Pow(ends[4] - ends[1], 2));
                double kind = kinds[(int)y * 64 + (int)x];
                seen.Add(kind);
                Assert.True(ends[0] <= ends[3]);
                Assert.Equal(id, At(x, y)); // the object is between the plates
                double Along(double share) => At(x + share * (ends[0] - x), y + share * (ends[1] - y)); // 1 is the left plate
                Assert.True(kind == 4 || (Along(0.4) == id && Along(-0.4) == id)); // on both sides of its middle
                Assert.True(kind == 4 || (Along(1.2) != id && Along(-1.2) != id)); // and not beyond the plates

                // The corners: two along the opening, then across by 8 pixels.
                Assert.Equal(width, Math.Sqrt(Math.Pow(corners[3] - corners[0], 2) + Math.Pow(corners[4] - corners[1], 2)), 1e-3);
                Assert.Equal(8, Math.Sqrt(Math.Pow(corners[6] - corners[3], 2) + Math.Pow(corners[7] - corners[4], 2)), 1e-3);
                Assert.Equal(x, (corners[0] + corners[3] + corners[6] + corners[9]) / 4, 1e-3);
                Assert.Equal(0, (corners[3] - corners[0]) * (ends[4] - ends[1]) - (corners[4] - corners[1]) * (ends[3] - ends[0]), 1e-2);
            }
        }

        Assert.Equal([1, 2, 3, 4], seen.Order());
    }

    [Fact]
    public void Bars_have_three_grasps_across_and_stand_out_of_the_table()
    {
        using var data = new GraspBars(Split.Train, 30, design: new() { Objects = [GraspObject.Bar], MaxObjects = 1 });
        Assert.True(data["grasp_instance"].eq(1).sum(1).eq(3).all().ToBoolean());
        var middle = data["keypoints"].mean([2L]); // of left and right
        Assert.InRange((middle.select(1, 0) + middle.select(1, 2) - 2 * middle.select(1, 1)).abs().max().ToDouble(), 0, 1e-4);
        var across = data["keypoints"].select(1, 1).select(1, 1) - data["keypoints"].select(1, 1).select(1, 0);
        var along = middle.select(1, 2) - middle.select(1, 0);
        Assert.InRange((across * along).narrow(1, 0, 2).sum(1).abs().max().ToDouble(), 0, 1e-3);
        double[] width = Numbers.ToArray(across.narrow(1, 0, 2).norm(1));
        Assert.All(width, value => Assert.InRange(value, 1.3 * 0.06 * 64 - 1e-3, 1.3 * 0.1 * 64 + 1e-3));
        var depth = data["depth"].squeeze(1);
        Assert.True(depth.eq(0.7f).eq(data["instance"].eq(0)).all().ToBoolean());
        Assert.InRange(depth.min().ToDouble(), 0.64, 0.68);
    }

    [Fact]
    public void Impossible_designs_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FacesParts(Split.Train, 0));
        Assert.Contains("FacesParts: the size is 15", Assert.Throws<ArgumentException>(() => new FacesParts(Split.Train, 1, design: new(Size: 15))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraspBars(Split.Train, 0));
        Assert.Contains("opening of 0.5", Assert.Throws<ArgumentException>(() => new GraspBars(Split.Train, 1, design: new() { Opening = 0.5 })).Message);
    }
}
