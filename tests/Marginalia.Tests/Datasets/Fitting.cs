using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>The training of the small networks that generated sets are tried with: on one thread, and everything follows from the seed.</summary>
internal static class Fitting
{
    /// <summary>AdamW of learning rate 4e-3 with warm-up and a half cosine, weight decay 0.05, batches of 64; the network is set to evaluation then.</summary>
    /// <param name="net">The network.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="epochs">Times that each is shown.</param>
    /// <param name="loss">Loss of the examples of these rows [64].</param>
    /// <param name="seed">Seed of the order of the examples.</param>
    public static void Minimize(nn.Module net, long count, int epochs, Func<Tensor, Tensor> loss, long seed = 0)
    {
        set_num_threads(1);
        using var optimizer = optim.AdamW(net.parameters(), 4e-3, weight_decay: 0.05);
        int batches = (int)count / 64, steps = epochs * batches, step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var order = new SeededRandom(seed, epoch).NextPermutation((int)count);
            for (int batch = 0; batch < batches; batch++, step++)
            {
                using var scope = NewDisposeScope();
                double rate = 4e-3 * Math.Min(1, (step + 1) / (0.05 * steps)) * (0.5 + 0.5 * Math.Cos(Math.PI * step / steps));
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = rate;
                optimizer.zero_grad();
                loss(tensor(order.AsSpan(64 * batch, 64).ToArray())).backward();
                optimizer.step();
            }
        }

        net.eval();
    }
}
