using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class ClassificationLossTests
{
    [Fact]
    public void Cross_entropy_is_minus_the_log_of_the_softmax_averaged_over_labels_that_count()
    {
        var logits = tensor(new double[] { 1, 2, 3, 0, 0, 0, 9, 9, 9 }, 3, 3);
        double first = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3)) - 3;
        Assert.Equal((first + Math.Log(3)) / 2, ClassificationLoss.CrossEntropy(logits, tensor(new long[] { 2, 1, -1 })).ToDouble(), 12);
    }

    [Fact]
    public void Per_pixel_it_is_the_mean_over_all_pixels_of_the_batch()
    {
        var logits = randn([2, 4, 3, 5], ScalarType.Float64);
        var labels = randint(4, [2, 3, 5]);
        labels[0, 0, 0] = -1;
        var (rows, flat) = (logits.permute(0, 2, 3, 1).reshape(-1, 4), labels.flatten());
        Assert.Equal(
            ClassificationLoss.CrossEntropy(rows[TensorIndex.Slice(1)], flat[TensorIndex.Slice(1)]).ToDouble(),
            ClassificationLoss.CrossEntropy(logits, labels).ToDouble(), 12);
    }

    [Fact]
    public void Weights_of_classes_make_a_weighted_mean()
    {
        var logits = randn([2, 3, 4, 5], ScalarType.Float64);
        var labels = randint(3, [2, 4, 5]);
        labels[1, 2, 3] = -1;
        double[] weights = [0.5, 1, 3];
        double sum = 0, total = 0;
        foreach (var (image, row, column) in from i in Enumerable.Range(0, 2) from r in Enumerable.Range(0, 4) from c in Enumerable.Range(0, 5) select (i, r, c))
        {
            long label = labels[image, row, column].ToInt64();
            if (label < 0)
                continue;
            sum -= weights[label] * nn.functional.log_softmax(logits[image, TensorIndex.Colon, row, column], 0)[label].ToDouble();
            total += weights[label];
        }

        Assert.Equal(sum / total, ClassificationLoss.CrossEntropy(logits, labels, weights).ToDouble(), 12);
        Assert.Equal(0, ClassificationLoss.CrossEntropy(logits, zeros_like(labels), [0, 1, 1]).ToDouble());
        Assert.Contains("2 weights", Assert.Throws<ArgumentException>(() => ClassificationLoss.CrossEntropy(logits, labels, [1, 1])).Message);
    }

    [Fact]
    public void Where_no_label_counts_loss_and_gradient_are_0()
    {
        var logits = ones(2, 3).requires_grad_();
        var loss = ClassificationLoss.CrossEntropy(logits, tensor(new long[] { -1, -1 }));
        loss.backward();
        Assert.Equal(0, loss.ToDouble());
        Assert.Equal(new double[6], Numbers.ToArray(logits.grad!));
    }

    [Theory]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float32)]
    public void Binary_cross_entropy_takes_a_head_of_one_output_and_labels_of_any_type(ScalarType type)
    {
        var logits = tensor(new double[] { 2, -1 }, 2, 1);
        double expected = (Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(-1))) / 2;
        Assert.Equal(expected, ClassificationLoss.BinaryCrossEntropy(logits, tensor(new long[] { 1, 0 }).to(type)).ToDouble(), 12);
    }

    [Fact]
    public void Two_scores_for_one_answer_are_refused() => Assert.Contains(
        "logits [2, 2] and labels [2]",
        Assert.Throws<ArgumentException>(() => ClassificationLoss.BinaryCrossEntropy(ones(2, 2), ones(2))).Message);
}
