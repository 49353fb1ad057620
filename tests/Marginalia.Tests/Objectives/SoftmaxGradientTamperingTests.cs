using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class SoftmaxGradientTamperingTests
{
    [Theory]
    [InlineData(1, new[] { 2.0, 1, 0 }, new[] { -.334759, .244728, .090031 })]
    [InlineData(.5, new[] { 2.0, 1, 0 }, new[] { -.493520, .307196, .186324 })]
    [InlineData(.25, new[] { 2.0, 1, 0 }, new[] { -.580771, .326496, .254275 })]
    [InlineData(0, new[] { 2.0, 1, 0 }, new[] { -2 / 3.0, 1 / 3.0, 1 / 3.0 })]
    [InlineData(1, new[] { 2.0, 0, -1 }, new[] { -.156205, .114195, .042010 })]
    [InlineData(.3, new[] { 2.0, 0, -1 }, new[] { -.488591, .280667, .207923 })]
    public void Three_logits_worked_by_hand(double alpha, double[] z, double[] expected)
    {
        var logits = tensor(z).reshape(1, 3).requires_grad_();
        var loss = SoftmaxGradientTampering.CrossEntropy(logits, tensor(new long[] { 0 }), alpha);
        loss.backward();
        Assert.Equal(ClassificationLoss.CrossEntropy(logits, tensor(new long[] { 0 })).ToDouble(), loss.ToDouble(), 15);
        Numbers.AssertClose(expected, Numbers.ToArray(logits.grad!), 1e-6);
    }

    [Theory]
    [InlineData(.25, 0)]
    [InlineData(.25, .1)]
    [InlineData(.5, .3)]
    [InlineData(3, .1)]
    public void The_value_is_the_cross_entropy_and_the_gradient_that_of_scaled_logits(double alpha, double smoothing)
    {
        var labels = randint(5, [2, 3, 4]);
        labels[1, 2, 3] = ClassificationLoss.Ignore;
        labels[0, 0, 0] = ClassificationLoss.Ignore;
        var values = 3 * randn([2, 5, 3, 4], ScalarType.Float64);

        var (tampered, scaled) = (values.clone().requires_grad_(), values.clone().requires_grad_());
        Tensor Plain(Tensor z) => nn.functional.cross_entropy(z, labels, ignore_index: ClassificationLoss.Ignore, label_smoothing: smoothing);
        var loss = SoftmaxGradientTampering.CrossEntropy(tampered, labels, alpha, smoothing);
        loss.backward();
        (Plain(alpha * scaled) / alpha).backward();
        Assert.Equal(Plain(values).ToDouble(), loss.ToDouble(), 12);
        Numbers.AssertClose(Numbers.ToArray(scaled.grad!), Numbers.ToArray(tampered.grad!), 1e-12);
        Numbers.AssertClose(new double[2 * 3 * 4], Numbers.ToArray(tampered.grad!.sum([1L])), 1e-12);
    }

    [Fact]
    public void Powers_of_probabilities_are_a_softmax_of_scaled_logits()
    {
        var logits = 4 * randn([6, 5], ScalarType.Float64);
        var powers = logits.softmax(1).pow(.3);
        Numbers.AssertClose(Numbers.ToArray(powers / powers.sum([1L], keepdim: true)), Numbers.ToArray((.3 * logits).softmax(1)), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(.3)]
    public void Of_two_classes_the_gradient_fades_with_alpha_times_the_gap(double alpha)
    {
        foreach (double gap in new[] { 0.5, 4, 12 })
        {
            var logits = tensor(new[] { gap, 0 }).reshape(1, 2).requires_grad_();
            SoftmaxGradientTampering.CrossEntropy(logits, tensor(new long[] { 0 }), alpha).backward();
            double expected = 1 / (1 + Math.Exp(alpha * gap));
            Numbers.AssertClose([-expected, expected], Numbers.ToArray(logits.grad!), 1e-12);
        }
    }

    [Fact]
    public void Where_no_label_counts_loss_and_gradient_are_0()
    {
        var logits = ones(2, 3).requires_grad_();
        var loss = SoftmaxGradientTampering.CrossEntropy(logits, tensor(new long[] { -1, -1 }), .5);
        loss.backward();
        Assert.Equal(0, loss.ToDouble());
        Assert.Equal(new double[6], Numbers.ToArray(logits.grad!));
    }

    [Fact]
    public void Impossible_numbers_are_refused()
    {
        var (logits, labels) = (zeros(1, 2), zeros(1, ScalarType.Int64));
        foreach (var (alpha, smoothing) in new[] { (-.1, 0), (double.NaN, 0), (double.PositiveInfinity, 0), (.5, 1.1), (.5, -.1) })
            Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxGradientTampering.CrossEntropy(logits, labels, alpha, smoothing));
    }
}
