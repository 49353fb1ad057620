using System.IO;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>Training that stops half way, is saved, and goes on in another model as if nothing had happened.</summary>
public class SavingAndLoading
{
    [Fact]
    public void Training_goes_on_from_files()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            manual_seed(1);
            var x = randn(64, 5);
            var y = (x * tensor(new float[] { 1, -2, 3, 0, 0.5f })).sum(1, keepdim: true).tanh();

            using var first = Model();
            var firstOptimizer = optim.Adam(first.parameters(), lr: 0.01);
            Train(first, firstOptimizer, x, y, 20);
            first.save(Path.Combine(folder, "model.dat"));
            firstOptimizer.save_state_dict(Path.Combine(folder, "optimizer.dat"));
            var expected = Train(first, firstOptimizer, x, y, 200);

            using var second = Model();
            Assert.NotEqual(expected, mse_loss(second.call(x), y).ToSingle());
            second.load(Path.Combine(folder, "model.dat"));
            var secondOptimizer = optim.Adam(second.parameters(), lr: 0.5);
            secondOptimizer.load_state_dict(Path.Combine(folder, "optimizer.dat"));
            Assert.Equal(expected, Train(second, secondOptimizer, x, y, 200));
            Assert.True(expected < 0.01, $"loss {expected}");

            using var third = Model();
            third.load_state_dict(second.state_dict());
            Assert.True(third.call(x).Equals(second.call(x)));

            using (var stream = File.Create(Path.Combine(folder, "tensor.dat")))
            using (var writer = new BinaryWriter(stream)) y.Save(writer);
            using (var stream = File.OpenRead(Path.Combine(folder, "tensor.dat")))
            using (var reader = new BinaryReader(stream)) Assert.True(Tensor.Load(reader).Equals(y));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static Sequential Model() => Sequential(("lin1", Linear(5, 16)), ("norm", BatchNorm1d(16)), ("tanh", Tanh()), ("lin2", Linear(16, 1)));

    static float Train(Sequential model, optim.Optimizer optimizer, Tensor x, Tensor y, int steps)
    {
        float last = 0;
        for (var i = 0; i < steps; i++)
        {
            using var d = NewDisposeScope();
            optimizer.zero_grad();
            var loss = mse_loss(model.call(x), y);
            loss.backward();
            optimizer.step();
            last = loss.ToSingle();
        }
        return last;
    }
}
