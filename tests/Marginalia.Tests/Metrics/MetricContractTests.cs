using FsCheck.Fluent;
using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

/// <summary>What holds for every metric, on random batches.</summary>
public class MetricContractTests
{
    private const int Examples = 7;

    private static readonly Dictionary<string, (Func<Metric> Create, Func<Metric> Other, Func<(Tensor Prediction, Tensor Target)> Data)> Metrics = new()
    {
        ["accuracy"] = (() => new Accuracy(), () => new ConfusionMatrix(2), () => (randn(Examples, 4), randint(4, [Examples]))),
        ["confusion"] = (() => new ConfusionMatrix(4), () => new ConfusionMatrix(5), () => (Scores(4), Labels(4))),
        ["image mIoU"] = (() => new ImageMeanIoU(4), () => new ImageMeanIoU(3), () => (Scores(4), Labels(4))),
        ["depth"] = (() => new DepthErrors(), () => new DepthErrors(DepthForm.Inverse), () => (rand(Examples, 1, 6, 9) * 4, (rand(Examples, 1, 6, 9) - 0.2).clamp_min(0) * 5)),
        ["normals"] = (() => new NormalErrors(), () => new DepthErrors(), () => (randn(Examples, 3, 6, 9), randn(Examples, 3, 6, 9) * rand(Examples, 1, 6, 9).gt(0.3))),
        ["edges"] = (() => new EdgeScores(0.2), () => new EdgeScores(), () => (randn(Examples, 1, 6, 9), rand(Examples, 1, 6, 9).gt(0.7).to(float32))),
        ["boundaries"] = (() => new BoundaryF1(4, 0.2), () => new BoundaryF1(4, 0.1), () => (Scores(4), Labels(4))),
        ["saliency"] = (() => new SaliencyScores(), () => new SaliencyScores(0.3), () => (randn(Examples, 1, 6, 9), rand(Examples, 1, 6, 9).gt(0.7).to(float32))),
        ["keypoints"] = (() => new Pck([0, 1, 1], 0.3), () => new Pck([0, 1, 1], 0.2), () => (rand(Examples, 2, 6, 9), rand(Examples, 2, 3, 3) * tensor(new float[] { 9, 6, 3 }))),
        ["grasps"] = (() => new GraspAccuracy(), () => new Accuracy(), () => (rand(Examples, 5), rand(Examples, 2, 4, 3))),
    };

    public static TheoryData<string> Names => [.. Metrics.Keys];

    internal static (Metric Metric, (Tensor Prediction, Tensor Target) Data) Create(string name) => (Metrics[name].Create(), Metrics[name].Data());

    [Fact]
    public void Every_metric_is_among_them() => Assert.Equal(
        typeof(Metric).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Metric))).Select(type => type.Name).Order(),
        Metrics.Values.Select(metric => metric.Create().GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Parts_merged_in_any_order_are_one_pass(string name)
    {
        var (create, _, data) = Metrics[name];
        using var scope = NewDisposeScope();
        var (prediction, target) = data();
        var whole = Filled(create, prediction, target, 0, Examples);
        Assert.Contains(whole.State, sum => sum != 0);

        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Cuts().ToArbitrary(), cut =>
        {
            Metric[] parts = [Filled(create, prediction, target, 0, cut.First), Filled(create, prediction, target, cut.First, cut.Second), Filled(create, prediction, target, cut.Second, Examples)];
            var merged = create();
            foreach (int part in cut.Order)
                merged.Merge(parts[part]);
            AssertSame(whole, merged);
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reset_leaves_nothing_behind_and_a_saved_state_comes_back(string name)
    {
        var (create, _, data) = Metrics[name];
        using var scope = NewDisposeScope();
        var (training, test) = (data(), data());
        var metric = Filled(create, training.Prediction, training.Target, 0, Examples);
        double[] saved = metric.State;
        metric.Reset();
        Assert.All(metric.State, sum => Assert.Equal(0, sum));
        metric.Add(test.Prediction, test.Target);
        AssertSame(Filled(create, test.Prediction, test.Target, 0, Examples), metric);

        var resumed = create();
        resumed.State = saved;
        AssertSame(Filled(create, training.Prediction, training.Target, 0, Examples), resumed);
        saved[0]++;
        Assert.NotEqual(saved, resumed.State);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Metrics_of_another_kind_are_refused(string name)
    {
        var (create, other, _) = Metrics[name];
        string message = Assert.Throws<ArgumentException>(() => create().Merge(other())).Message;
        Assert.StartsWith($"{create()}: {other()} cannot be merged", message);
        Assert.Contains("the state has 1 sums", Assert.Throws<ArgumentException>(() => create().State = [1]).Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_that_does_not_fit_changes_nothing(string name)
    {
        var (create, _, data) = Metrics[name];
        using var scope = NewDisposeScope();
        var (prediction, target) = data();
        var metric = Filled(create, prediction, target, 0, Examples);
        double[] before = metric.State;
        Assert.Contains("expected", Assert.Throws<ArgumentException>(() => metric.Add(prediction.narrow(0, 0, 3), target)).Message);
        Assert.Equal(before, metric.State);
    }

    private static FsCheck.Gen<(int First, int Second, int[] Order)> Cuts() =>
        from a in Gen.Choose(0, Examples)
        from b in Gen.Choose(0, Examples)
        from order in Gen.Shuffle(new[] { 0, 1, 2 })
        select (Math.Min(a, b), Math.Max(a, b), order);

    private static Metric Filled(Func<Metric> create, Tensor prediction, Tensor target, int from, int to)
    {
        var metric = create();
        if (to > from)
            metric.Add(prediction.narrow(0, from, to - from), target.narrow(0, from, to - from));
        return metric;
    }

    /// <summary>Counts exactly, sums of errors but for rounding.</summary>
    private static void AssertSame(Metric expected, Metric actual)
    {
        foreach (var (sum, other) in expected.State.Zip(actual.State))
            Assert.True(sum == other || (!(double.IsInteger(sum) && double.IsInteger(other)) && Math.Abs(sum - other) <= 1e-12 * Math.Abs(sum)), $"{expected}: {sum:R} and {other:R}");
    }

    private static Tensor Scores(int classes) => randn(Examples, classes, 6, 9);

    private static Tensor Labels(int classes) => randint(-1, classes, [Examples, 6, 9]);
}
