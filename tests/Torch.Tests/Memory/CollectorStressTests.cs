using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Memory;

/// <summary>Nothing is freed under an operator's feet while another thread collects garbage all the time.</summary>
public class CollectorStressTests
{
    [Fact]
    public void Training_with_hooks_and_functions_gives_the_same_numbers_while_garbage_is_collected()
    {
        var expected = Train();
        using var stop = new CancellationTokenSource();
        var collections = 0;
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(collections++ % 3, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var round = 0; round < 3; round++) Assert.Equal(expected, Train());
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
        Assert.True(collections > 20, $"Only {collections} collections happened: the test shows nothing.");
    }

    /// <summary>Nothing here is in a scope, and hardly anything is held by a variable.</summary>
    static float[] Train()
    {
        manual_seed(11);
        var net = Sequential(Linear(6, 12), Tanh(), Linear(12, 2));
        var optimizer = optim.Adam(net.parameters(), 1e-2);
        for (var step = 0; step < 150; step++)
        {
            var hidden = net[0].call(randn(8, 6));
            hidden.register_hook(g => g.clone() * (ones_like(g) * 0.5 + cat([g, g]).sum() * 0));
            var output = net[2].call(Squash.apply(hidden.clone(), 0.5));
            optimizer.zero_grad();
            (output - ones(8, 2)).pow(2).mean().backward();
            optimizer.step();
        }
        return nn.utils.parameters_to_vector(net.parameters()).detach().data<float>().ToArray();
    }

    /// <summary>tanh(x) * k, with a saved output and garbage of its own.</summary>
    sealed class Squash : autograd.SingleTensorFunction<Squash>
    {
        public override string Name => nameof(Squash);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var result = ((Tensor)vars[0]).tanh() * (double)vars[1];
            ctx.save_for_backward([result]);
            ctx.save_data("k", vars[1]);
            return result;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var (y, k) = (ctx.get_saved_variables()[0], (double)ctx.get_data("k"));
            return [(grad_output * (k - y * y / k)).clone(), null!];
        }
    }
}
