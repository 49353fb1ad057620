using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Vision;

public sealed class BoxTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    static double[][] RandomBoxes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (X: random.NextDouble() * 20, Y: random.NextDouble() * 20)).Select(p => new[] { p.X, p.Y, p.X + 1 + random.NextDouble() * 10, p.Y + 1 + random.NextDouble() * 10 })];
    }

    static Tensor Boxes(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, 4]);

    static double Iou(double[] a, double[] b)
    {
        var shared = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])) * Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared);
    }

    /// <summary>By definition: a box is dropped if a better one that was kept overlaps it too much.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(1.0)]
    public void Nms_keeps_what_no_better_box_that_was_kept_overlaps(double threshold)
    {
        var rows = RandomBoxes(60, 3);
        var scores = Enumerable.Range(0, rows.Length).Select(i => i * 37 % 60 / 60.0).ToArray();
        var expected = new List<long>();
        foreach (var i in Enumerable.Range(0, rows.Length).OrderByDescending(i => scores[i]))
            if (expected.All(j => Iou(rows[j], rows[i]) <= threshold)) expected.Add(i);
        Assert.Equal(expected, torchvision.ops.nms(Boxes(rows), tensor(scores), threshold).data<long>().ToArray());
    }

    [Fact]
    public void Nms_of_nothing_is_nothing() => Assert.Equal([0], torchvision.ops.nms(zeros(0, 4), zeros(0)).shape);

    [Fact]
    public void Equal_scores_stay_in_order() => Assert.Equal([0L, 2], torchvision.ops.nms(tensor(new float[] { 0, 0, 1, 1, 0, 0, 1, 1, 5, 5, 6, 6 }).view(3, 4), ones(3)).data<long>().ToArray());

    [Fact]
    public void Overlaps_of_all_pairs_are_as_defined()
    {
        var (first, second) = (RandomBoxes(7, 1), RandomBoxes(5, 2));
        TensorAssert.Equal([.. first.SelectMany(a => second.Select(b => Iou(a, b)))], torchvision.ops.box_iou(Boxes(first), Boxes(second)), [7, 5]);
        TensorAssert.Equal([.. first.SelectMany(a => second.Select(b => Generalized(a, b)))], torchvision.ops.generalized_box_iou(Boxes(first), Boxes(second)), [7, 5]);
        TensorAssert.Equal([.. first.SelectMany(a => second.Select(b => Distance(a, b)))], torchvision.ops.distance_box_iou(Boxes(first), Boxes(second)), [7, 5]);
        TensorAssert.Equal([.. first.SelectMany(a => second.Select(b => Complete(a, b)))], torchvision.ops.complete_box_iou(Boxes(first), Boxes(second)), [7, 5]);
    }

    static double Generalized(double[] a, double[] b)
    {
        var hull = (Math.Max(a[2], b[2]) - Math.Min(a[0], b[0])) * (Math.Max(a[3], b[3]) - Math.Min(a[1], b[1]));
        var union = ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1])) / (1 + Iou(a, b));
        return Iou(a, b) - (hull - union) / hull;
    }

    static double Distance(double[] a, double[] b)
    {
        var diagonal = Math.Pow(Math.Max(a[2], b[2]) - Math.Min(a[0], b[0]), 2) + Math.Pow(Math.Max(a[3], b[3]) - Math.Min(a[1], b[1]), 2);
        return Iou(a, b) - (Math.Pow((a[0] + a[2] - b[0] - b[2]) / 2, 2) + Math.Pow((a[1] + a[3] - b[1] - b[3]) / 2, 2)) / diagonal;
    }

    static double Complete(double[] a, double[] b)
    {
        var v = 4 / (Math.PI * Math.PI) * Math.Pow(Math.Atan((a[2] - a[0]) / (a[3] - a[1])) - Math.Atan((b[2] - b[0]) / (b[3] - b[1])), 2);
        return Distance(a, b) - v * v / (1 - Iou(a, b) + v);
    }

    [Theory]
    [InlineData("generalized")]
    [InlineData("distance")]
    public void Losses_have_the_gradients_of_their_values(string name)
    {
        var (first, second) = (Boxes(RandomBoxes(6, 1)).requires_grad_(), Boxes(RandomBoxes(6, 4)));
        Func<Tensor, Tensor> loss = name == "generalized" ? x => torchvision.ops.generalized_box_iou_loss(x, second, nn.Reduction.Sum) : x => torchvision.ops.distance_box_iou_loss(x, second, nn.Reduction.Sum);
        Assert.True(autograd.gradcheck(x => loss(x[0]), [first]));
    }

    [Fact]
    public void The_mean_of_no_losses_is_zero() => Assert.Equal(0, torchvision.ops.complete_box_iou_loss(zeros(0, 4), zeros(0, 4), nn.Reduction.Mean).ToDouble());

    [Fact]
    public void Every_description_of_boxes_leads_back()
    {
        var boxes = Boxes(RandomBoxes(5, 7));
        foreach (var from in Enum.GetValues<torchvision.ops.BoxFormats>())
            foreach (var to in Enum.GetValues<torchvision.ops.BoxFormats>())
                TensorAssert.Equal(boxes, torchvision.ops.box_convert(torchvision.ops.box_convert(boxes, from, to), to, from), 1e-12);
    }

    [Fact]
    public void Areas_of_small_integers_do_not_overflow() =>
        Assert.Equal(100 * 100, torchvision.ops.box_area(tensor(new byte[] { 0, 0, 100, 100 }).view(1, 4)).item<int>());

    [Fact]
    public void What_are_no_boxes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => torchvision.ops.box_area(zeros(3)));
        Assert.Throws<ArgumentException>(() => torchvision.ops.box_iou(zeros(3, 4), zeros(3, 5)));
        Assert.Throws<ArgumentException>(() => torchvision.ops.nms(zeros(3, 4), zeros(2)));
        Assert.Throws<ArgumentException>(() => torchvision.ops.masks_to_boxes(zeros(1, 3, 3)));
    }
}
