using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Tasks of different scale, a small network in float64 and plain gradient descent with clipping.</summary>
internal sealed class SmallProblem
{
    private static readonly double[] Scales = [1, 3, 0.5];
    private readonly ScalarType dtype;
    private readonly Device device;
    private readonly DataLoader loader;

    public SmallProblem(long seed = 0, int tasks = 3, ScalarType dtype = ScalarType.Float64, int depth = 2, Func<MultiHeadMlp, MultiTaskModule>? twin = null, Device? device = null)
    {
        (this.dtype, this.device) = (dtype, device ?? CPU);
        var design = ToyRegressionDesign.Variances with { Inputs = 8, Outputs = 4 };
        loader = new DataLoader(new ToyRegression(Scales[..tasks], Split.Train, 200, design: design), batchSize: 50);
        var model = new MultiHeadMlp(8, [.. Enumerable.Repeat(4, tasks)], width: 16, depth: depth, seed: seed, dtype: dtype);
        Model = (twin?.Invoke(model) ?? model).to(this.device);
    }

    public MultiTaskModule Model { get; }

    public double LearningRate { get; init; } = 0.2;

    /// <summary>Number of the next step's batch.</summary>
    public long Next { get; set; }

    public Tensor[] Losses(long step) => Evaluate(step).Losses;

    public (Tensor[] Losses, Tensor[] Predictions) Evaluate(long step)
    {
        var batch = loader.At(step).To(device);
        var predictions = Model.call(batch["input"].to(dtype));
        return ([.. predictions.Select((y, i) => nn.functional.mse_loss(y, batch[$"task{i}"].to(dtype)))], predictions);
    }

    /// <summary>A training step; <paramref name="seen"/> looks at gradients before they are clipped. Further samples are other batches.</summary>
    public void Step(Balancer balancer, Action? seen = null)
    {
        using var scope = NewDisposeScope();
        var parameters = Model.parameters().Concat(balancer.parameters()).ToArray();
        using var optimizer = optim.SGD(parameters, LearningRate);
        optimizer.zero_grad();
        long step = Next++;
        balancer.Step(sample => Losses(step + 1000 * sample), Model, () =>
        {
            seen?.Invoke();
            nn.utils.clip_grad_norm_(parameters, 1);
            optimizer.step();
        });
    }
}
