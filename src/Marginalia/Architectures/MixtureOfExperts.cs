using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Experts shared by all tasks, of whose maps each task takes a mixture, by a gate of its own that looks at the image.</summary>
/// <remarks><c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].</remarks>
public abstract class MixtureOfExperts : MultiTaskModule
{
    private readonly ModuleList<Backbone> experts;
    private readonly ModuleList<Head> heads;

    private protected MixtureOfExperts(string name, Func<int, Backbone> expert, int count, IReadOnlyList<int> outputs, HeadFactory? head, long seed)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        experts = new([.. Enumerable.Range(0, count).Select(expert)]);
        heads = HeadsFor(outputs, experts[0].Channels, head, seed);
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. experts.parameters()];

    /// <summary>The last layers of all experts.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. experts.SelectMany(expert => expert.LastLayer)];

    /// <summary>The gates' weights of the latest call, for each task [N, experts]. They live as long as the tensors of the call.</summary>
    public IReadOnlyList<Tensor> Gates { get; private set; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. Gate(task).parameters(), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Tensor[][] maps = [.. experts.Select(expert => expert.call(input))];
        Gates = Weigh(input);
        return [.. heads.Zip(Gates, (head, weights) => Enlarge(head.call(ExpertGate.Mix([.. maps.Select(each => each[^head.Maps..])], weights)), input))];
    }

    /// <summary>The gate of a task.</summary>
    private protected abstract nn.Module Gate(int task);

    /// <summary>What the gates say of images, for each task [N, experts].</summary>
    private protected abstract Tensor[] Weigh(Tensor input);
}
