using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

public class LossTests
{
    static readonly double[] X = [0.2, -1.5, 3, 0.7], Y = [0.5, -1, 0.2, 0.7];

    static readonly Dictionary<string, (Func<Tensor, Tensor, Reduction, Tensor> Loss, Func<double, double, double> Expected)> Elementwise = new()
    {
        ["mse"] = ((x, y, r) => functional.mse_loss(x, y, r), (x, y) => (x - y) * (x - y)),
        ["MSELoss"] = ((x, y, r) => MSELoss(r).call(x, y), (x, y) => (x - y) * (x - y)),
        ["l1"] = ((x, y, r) => functional.l1_loss(x, y, r), (x, y) => Math.Abs(x - y)),
        ["L1Loss"] = ((x, y, r) => L1Loss(r).call(x, y), (x, y) => Math.Abs(x - y)),
        ["smooth l1"] = ((x, y, r) => functional.smooth_l1_loss(x, y, r, 0.4), (x, y) => Math.Abs(x - y) < 0.4 ? (x - y) * (x - y) / 0.8 : Math.Abs(x - y) - 0.2),
        ["huber"] = ((x, y, r) => functional.huber_loss(x, y, 0.4, r), (x, y) => Math.Abs(x - y) < 0.4 ? (x - y) * (x - y) / 2 : 0.4 * (Math.Abs(x - y) - 0.2)),
        ["binary cross entropy"] = ((x, y, r) => functional.binary_cross_entropy_with_logits(x, y, reduction: r), (x, y) => Math.Log(1 + Math.Exp(x)) - x * y),
        ["weighted binary cross entropy"] = ((x, y, r) => functional.binary_cross_entropy_with_logits(x, y, full_like(x, 3), r, full_like(x, 2)), (x, y) => 3 * (2 * y * Math.Log(1 + Math.Exp(-x)) + (1 - y) * Math.Log(1 + Math.Exp(x)))),
    };

    public static TheoryData<string> Names => [.. Elementwise.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Of_elements(string name)
    {
        var (loss, expected) = Elementwise[name];
        var values = X.Zip(Y, expected).ToArray();
        Equal(values, loss(tensor(X), tensor(Y), Reduction.None));
        Assert.Equal(values.Sum(), loss(tensor(X), tensor(Y), Reduction.Sum).ToDouble(), 1e-9);
        Assert.Equal(values.Average(), loss(tensor(X), tensor(Y), Reduction.Mean).ToDouble(), 1e-9);
        GradientCheck.Run(t => loss(t[0], tensor((double[])[0.5, -1, 0.2]), Reduction.Mean), tensor((double[])[0.2, -1.7, 3]));
    }

    [Fact]
    public void Cross_entropy_of_class_numbers()
    {
        var logits = tensor(new[,] { { 1.0, 2, 0.5 }, { -1, 0, 3 } });
        var target = tensor(new long[] { 1, 0 });
        double[] expected = [LogSum(1, 2, 0.5) - 2, LogSum(-1, 0, 3) + 1];
        Equal(expected, functional.cross_entropy(logits, target, reduction: Reduction.None));
        Assert.Equal(expected.Average(), CrossEntropyLoss().call(logits, target).ToDouble(), 1e-9);
        Assert.Equal(expected.Sum(), CrossEntropyLoss(reduction: Reduction.Sum).call(logits, target).ToDouble(), 1e-9);
        var weight = tensor((double[])[3, 1, 1]);
        Assert.Equal((expected[0] + 3 * expected[1]) / 4, functional.cross_entropy(logits, target, weight).ToDouble(), 1e-9);
        Assert.Equal(expected[0], functional.cross_entropy(logits, target, ignore_index: 0).ToDouble(), 1e-9);
        Assert.Equal(expected[0], CrossEntropyLoss(ignore_index: 0).call(logits, target).ToDouble(), 1e-9);
        Assert.Equal(expected.Average(), functional.nll_loss(logits.log_softmax(1), target).ToDouble(), 1e-9);
        GradientCheck.Run(t => functional.cross_entropy(t[0], target), logits);
    }

    [Fact]
    public void Cross_entropy_of_probabilities_and_smoothed_labels()
    {
        var logits = tensor(new[,] { { 1.0, 2, 0.5 } });
        var sum = LogSum(1, 2, 0.5);
        Assert.Equal(0.2 * (sum - 1) + 0.8 * (sum - 2), functional.cross_entropy(logits, tensor(new[,] { { 0.2, 0.8, 0 } })).ToDouble(), 1e-9);
        Assert.Equal(0.7 * (sum - 2) + 0.1 * (3 * sum - 3.5), functional.cross_entropy(logits, tensor(new long[] { 1 }), label_smoothing: 0.3).ToDouble(), 1e-9);
    }

    static double LogSum(params double[] values) => Math.Log(values.Sum(Math.Exp));
}
