using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>The fast gradient sign method (Goodfellow et al. 2015, arXiv 1412.6572): a small step along the sign of the input's gradient fools a classifier.</summary>
public class AdversarialExamples
{
    [Fact]
    public void Fool_a_good_classifier()
    {
        manual_seed(1);
        var (x, y) = Made(400);
        using var model = Sequential(
            ("lin1", Linear(64, 32)),
            ("relu1", ReLU()),
            ("lin2", Linear(32, 4)),
            ("logsm", LogSoftmax(1)));
        var optimizer = optim.SGD(model.parameters(), learningRate: 0.1, momentum: 0.9);
        for (var step = 0; step < 60; step++)
        {
            using var d = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nll_loss(model.call(x), y);
            loss.backward();
            optimizer.step();
        }

        var (testX, testY) = Made(200);
        var accuracies = new List<double>();
        foreach (var eps in new[] { 0.0, 0.1, 0.4 })
        {
            using var d = NewDisposeScope();
            var data = testX.clone().requires_grad_();
            var output = model.call(data);
            var loss = nll_loss(output, testY);
            model.zero_grad();
            loss.backward();
            var perturbed = Attack(data, eps, data.grad!);
            using (no_grad()) accuracies.Add(model.call(perturbed).argmax(1).eq(testY).to_type(ScalarType.Float32).mean().ToSingle());
            Assert.True((perturbed - data).abs().max().ToDouble() <= eps + 1e-6);
        }

        Assert.True(accuracies[0] >= 0.98, $"clean {accuracies[0]}");
        Assert.True(accuracies[1] <= accuracies[0] && accuracies[2] <= 0.2, $"attacked {accuracies[1]} {accuracies[2]}");
    }

    static Tensor Attack(Tensor image, double eps, Tensor data_grad)
    {
        using (no_grad())
        {
            var sign = data_grad.sign();
            return (image + eps * sign).clamp(0.0, 1.0);
        }
    }

    /// <summary>Four patterns of 64 pixels, with noise.</summary>
    static (Tensor, Tensor) Made(int count)
    {
        using var d = NewDisposeScope();
        var patterns = rand(4, 64, generator: new Generator(7)).gt(0.5).to(float32) * 0.4 + 0.3;
        var labels = randint(0, 4, new long[] { count });
        return ((patterns[labels] + 0.1 * randn(count, 64)).clamp(0.0, 1.0).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }
}
