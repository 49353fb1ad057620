using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class MultiMnistTests
{
    /// <summary>The pixel of 36 that Pillow's nearest resize to 28 takes.</summary>
    private static readonly int[] Nearest =
        [0, 1, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 34, 35];

    [Fact]
    public void An_example_is_the_brighter_of_two_shifted_digits_on_a_canvas_of_36_made_smaller()
    {
        using var folder = MnistTests.Small();
        using var digits = new Mnist(folder.Path, Split.Train);
        using var data = new MultiMnist(folder.Path, Split.Train);
        Assert.Equal(5, data.Count);
        for (int i = 0; i < data.Count; i++)
        {
            using Sample pair = data.Read(i), left = digits.Read(i);
            Assert.Equal(left["label"].ToInt64(), pair["left"].ToInt64());
            int[] rights = [.. Enumerable.Range(0, 5).Where(j => Canvas(i, j).SequenceEqual(pair["image"].reshape(-1).data<float>().ToArray()))];
            int right = Assert.Single(rights);
            using var other = digits.Read(right);
            Assert.Equal(other["label"].ToInt64(), pair["right"].ToInt64());
        }
    }

    [Fact]
    public void Pairs_are_a_pure_function_of_seed_part_and_index()
    {
        using var folder = MnistTests.Small();
        static string Rights(MultiMnist data) => string.Join(" ", Enumerable.Range(0, data.Count).Select(i =>
        {
            using var sample = data.Read(i);
            return sample["right"].ToInt64();
        }));
        using MultiMnist one = new(folder.Path, Split.Train), same = new(new Mnist(folder.Path, Split.Train), Split.Train);
        Assert.Equal(Rights(one), Rights(same));
        Assert.True(Enumerable.Range(8, 5).Select(seed => Rights(new(folder.Path, Split.Train, seed))).Distinct().Count() > 1);
        using var test = new MultiMnist(folder.Path, Split.Test);
        Assert.Equal(4, test.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Label, FieldKind.Label], test.Fields.Select(field => field.Kind));
    }

    private static IEnumerable<float> Canvas(int left, int right)
    {
        var canvas = new int[36, 36];
        for (int y = 0; y < 28; y++)
            for (int x = 0; x < 28; x++)
                canvas[y, x] = MnistTests.Pixel(left, y * 28 + x);
        for (int y = 0; y < 28; y++)
            for (int x = 0; x < 28; x++)
                canvas[y + 6, x + 6] = Math.Max(canvas[y + 6, x + 6], MnistTests.Pixel(right, y * 28 + x));
        return from y in Nearest from x in Nearest select canvas[y, x] / 255f;
    }
}
