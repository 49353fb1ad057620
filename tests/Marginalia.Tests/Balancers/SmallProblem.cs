using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Three tasks of different scale, a small network in float64 and plain gradient descent with clipping.</summary>
internal sealed class SmallProblem
{
    private static readonly double[] Scales = [1, 3, 0.5];
    private readonly DataLoader loader;

    public SmallProblem(long seed = 0)
    {
        var design = ToyRegressionDesign.Variances with { Inputs = 8, Outputs = 4 };
        loader = new DataLoader(new ToyRegression(Scales, Split.Train, 200, design: design), batchSize: 50);
        Model = new MultiHeadMlp(8, [4, 4, 4], width: 16, depth: 2, seed: seed, dtype: ScalarType.Float64);
    }

    public MultiHeadMlp Model { get; }

    /// <summary>Number of the next step's batch.</summary>
    public long Next { get; set; }

    public Tensor[] Losses(long step)
    {
        var batch = loader.At(step);
        var predictions = Model.call(batch["input"].to(ScalarType.Float64));
        return [.. predictions.Select((y, i) => nn.functional.mse_loss(y, batch[$"task{i}"].to(ScalarType.Float64)))];
    }

    public void Step(Balancer balancer)
    {
        var parameters = Model.parameters().Concat(balancer.parameters()).ToArray();
        using var optimizer = optim.SGD(parameters, 0.2);
        optimizer.zero_grad();
        balancer.Backward(Losses(Next++), Model);
        nn.utils.clip_grad_norm_(parameters, 1);
        optimizer.step();
    }
}
