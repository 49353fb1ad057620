using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A generator and a discriminator (Goodfellow et al. 2014, arXiv 1406.2661) play until the generator draws from the right normal distribution.</summary>
public class GenerativeAdversarialNetwork
{
    const double Mean = 3, Deviation = 0.5;

    [Fact]
    public void Learns_a_distribution()
    {
        manual_seed(4);
        using var generator = Sequential(Linear(4, 16), Tanh(), Linear(16, 1));
        using var discriminator = Sequential(Linear(2, 32), LeakyReLU(0.2), Linear(32, 1), Sigmoid());
        var criterion = BCELoss();
        var optimizerG = optim.Adam(generator.parameters(), lr: 2e-3, beta1: 0.5, beta2: 0.999);
        var optimizerD = optim.Adam(discriminator.parameters(), lr: 4e-3, beta1: 0.5, beta2: 0.999);
        const int batch = 128;

        for (var step = 0; step < 1500; step++)
        {
            using var d = NewDisposeScope();
            var real = Mean + Deviation * randn(batch, 1);
            var label = full(batch, 1, 0.9f);

            discriminator.zero_grad();
            var fake = generator.call(randn(batch, 4));
            var lossD = criterion.call(Judge(discriminator, real), label) + criterion.call(Judge(discriminator, fake.detach()), zeros_like(label));
            lossD.backward();
            optimizerD.step();

            generator.zero_grad();
            var lossG = criterion.call(Judge(discriminator, fake), ones_like(label));
            lossG.backward();
            optimizerG.step();
        }

        using (no_grad())
        {
            var drawn = generator.call(randn(4000, 4));
            Assert.InRange(drawn.mean().ToDouble(), Mean - 0.2, Mean + 0.2);
            Assert.InRange(drawn.std().ToDouble(), 0.3, 0.7);
        }
    }

    /// <summary>With the batch's spread, so that a generator that always gives the same is found out.</summary>
    static Tensor Judge(Sequential discriminator, Tensor x) => discriminator.call(cat(new[] { x, x.std().expand(x.shape) }, 1));
}
