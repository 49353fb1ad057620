using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A variational autoencoder (Kingma and Welling 2014, arXiv 1312.6114) compresses pictures of bars to four numbers and draws new ones.</summary>
public class VariationalAutoencoder
{
    [Fact]
    public void Compresses_and_draws_pictures()
    {
        manual_seed(1);
        using var model = new VAE();
        var optimizer = optim.Adam(model.parameters(), lr: 5e-3);
        var x = Bars(256);
        var losses = new List<double>();
        for (var epoch = 0; epoch < 600; epoch++)
        {
            using var d = NewDisposeScope();
            optimizer.zero_grad();
            var (reconstruction, mu, logVar) = model.call(x);
            var loss = LossFunction(reconstruction, x, mu, logVar) / x.shape[0];
            loss.backward();
            optimizer.step();
            losses.Add(loss.ToDouble());
        }
        Assert.True(losses[^1] < losses[0] / 4, $"from {losses[0]} to {losses[^1]}");

        using (no_grad())
        {
            var held = Bars(100, seed: 3);
            var (again, _, _) = model.call(held);
            var right = (again.gt(0.5) == held.gt(0.5)).to(float32).mean().ToSingle();
            Assert.True(right > 0.97f, $"{right} of the pixels come back");
            var pictures = model.Decode(distributions.Normal(zeros(200, 4), ones(200, 4)).sample()).gt(0.5).to(float32).reshape(200, 6, 6);
            var withBar = (pictures.all(2).any(1) | pictures.all(1).any(1)).to(float32).mean().ToSingle();
            Assert.True(withBar > 0.4f, $"{withBar} of the pictures drawn have a bar");
        }
    }

    static Tensor LossFunction(Tensor reconstruction, Tensor x, Tensor mu, Tensor logVar)
    {
        var bce = binary_cross_entropy(reconstruction, x, reduction: Reduction.Sum);
        var kld = -0.5 * (1 + logVar - mu.pow(2) - logVar.exp()).sum();
        return bce + kld;
    }

    /// <summary>Pictures of 6 x 6 with one full row or column.</summary>
    static Tensor Bars(int count, int seed = 2)
    {
        var pictures = zeros(count, 6, 6);
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var place = random.Next(6);
            if (random.Next(2) == 0) pictures[i, place].fill_(1);
            else pictures.select(0, i).select(1, place).fill_(1);
        }
        return pictures.reshape(count, 36);
    }

    class VAE : Module<Tensor, (Tensor, Tensor, Tensor)>
    {
        private readonly Linear fc1 = Linear(36, 64);
        private readonly Linear fc21 = Linear(64, 4);
        private readonly Linear fc22 = Linear(64, 4);
        private readonly Linear fc3 = Linear(4, 64);
        private readonly Linear fc4 = Linear(64, 36);

        public VAE() : base(nameof(VAE)) => RegisterComponents();

        public (Tensor, Tensor) Encode(Tensor x)
        {
            var h = relu(fc1.call(x));
            return (fc21.call(h), fc22.call(h));
        }

        public Tensor Decode(Tensor z) => torch.sigmoid(fc4.call(relu(fc3.call(z))));

        public override (Tensor, Tensor, Tensor) forward(Tensor x)
        {
            var (mu, logVar) = Encode(x);
            var std = exp(0.5 * logVar);
            var z = mu + randn_like(std) * std;
            return (Decode(z), mu, logVar);
        }
    }
}
