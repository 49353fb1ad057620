using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Spreads the features of one task along affinities between pixels that several tasks have found: with M the combination of the tasks' affinities by
/// learned weights that sum to 1, F is replaced, a few times, by (1 - rate) M F + rate F_0 (Zhang et al. 2019, PAP-Net, arXiv 1906.03525, section 3.3).
/// The rows of M sum to 1, so that constant features stay as they are.
/// </summary>
internal sealed class AffinityPropagation : nn.Module<Tensor[], Tensor>, IMultiplies
{
    private readonly Parameter? combination;
    private readonly Parameter rate;
    private readonly int steps;

    /// <param name="tasks">Number of affinities to combine; for one there is no weight to learn.</param>
    /// <param name="steps">How often features are spread.</param>
    /// <param name="initialRate">Share of the features from before, at first; it is learned.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public AffinityPropagation(int tasks, int steps, double initialRate, ScalarType dtype)
        : base(nameof(AffinityPropagation))
    {
        this.steps = steps;
        using var logits = zeros(tasks, dtype: dtype);
        using var logit = full([1], Math.Log(initialRate / (1 - initialRate)), dtype: dtype);
        (combination, rate) = (tasks > 1 ? new(logits) : null, new(logit));
        RegisterComponents();
    }

    /// <summary>The weights of the tasks' affinities [tasks]; they sum to 1.</summary>
    public Tensor Weights => combination is null ? ones_like(rate) : combination.softmax(0);

    /// <summary>The share of the features from before, [1], in (0, 1).</summary>
    public Tensor Rate => rate.sigmoid();

    /// <summary>The affinity of every pixel to every pixel: softmax over the second of their scalar products; rows sum to 1.</summary>
    /// <param name="pixels">Features of pixels [N, pixels, channels].</param>
    public static Tensor Affinity(Tensor pixels) => pixels.matmul(pixels.transpose(1, 2)).softmax(-1);

    /// <summary>The combined affinities M.</summary>
    /// <param name="affinities">Of each task, [N, pixels, pixels].</param>
    public Tensor Combine(IReadOnlyList<Tensor> affinities)
    {
        var weights = Weights;
        return affinities.Select((affinity, task) => weights[task] * affinity).Aggregate((sum, term) => sum + term);
    }

    /// <summary>Combines the affinities, and spreads the features by each step.</summary>
    public long Macs(IReadOnlyList<long[]> inputs, IReadOnlyList<long[]> outputs)
    {
        var (pixels, channels) = (inputs[0][1], inputs[0][2]);
        return pixels * pixels * (inputs.Count - 1 + steps * channels);
    }

    /// <summary>Features [N, pixels, channels], then the affinities of all tasks, to spread features.</summary>
    public override Tensor forward(Tensor[] input)
    {
        var (start, share) = (input[0], Rate);
        var affinity = (1 - share) * Combine(input[1..]);
        var kept = share * start;
        return Enumerable.Range(0, steps).Aggregate(start, (features, _) => affinity.matmul(features) + kept);
    }
}
