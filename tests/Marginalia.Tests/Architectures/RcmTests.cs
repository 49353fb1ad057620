using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class RcmTests
{
    [Fact]
    public void At_first_every_task_has_the_trained_network()
    {
        using var backbone = new ConvNet([4, 6], seed: 2);
        backbone.call(randn(8, 3, 12, 8)); // statistics that are not 0 and 1
        using var plain = new HardSharing(backbone, [2, 3], seed: 1);
        using var model = new Rcm(backbone, [2, 3], seed: 1);
        plain.eval();
        model.eval();
        using var image = randn(2, 3, 12, 8);
        Numbers.AssertClose(Numbers.ToArray(plain.call(image)), Numbers.ToArray(model.call(image)), 1e-5);
    }

    [Fact]
    public void Training_a_task_leaves_the_others_as_they_are()
    {
        using var model = new Rcm(new ConvNet([4, 6], seed: 2), [2, 3]);
        using var image = randn(2, 3, 12, 8);
        double[] First()
        {
            model.eval();
            return Numbers.ToArray(model.Predict(image, 0));
        }

        var (before, second) = (First(), Numbers.ToArray(model.Predict(image, 1)));
        using var optimizer = optim.Adam(model.TaskParameters(1), 0.01);
        model.train();
        for (int step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            model.Predict(image, 1).square().mean().backward();
            optimizer.step();
        }

        Assert.Equal(before, First());
        Assert.NotEqual(second, Numbers.ToArray(model.Predict(image, 1)));
    }

    [Fact]
    public void Only_modulators_normalizations_and_heads_are_parameters()
    {
        using var model = new Rcm(new ConvNet([4, 6]), [2, 3]);
        using var head = new UNetHead([4, 6], 2);
        static long Modulator(long c) => c * c + 2 * c;
        Assert.Equal(2 * Modulator(4) + 2 * Modulator(6) + head.parameters().Sum(p => p.numel()), model.TaskParameters(0).Sum(p => p.numel()));
        Assert.Empty(model.SharedParameters);
    }
}
