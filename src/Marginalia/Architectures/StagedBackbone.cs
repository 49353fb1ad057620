using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A backbone whose stages run one after the other, so that networks of several tasks can look and reach in between.</summary>
public abstract class StagedBackbone : Backbone
{
    private readonly ModuleList<Stage> stages;

    /// <summary>Puts stages in a row.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="stages">One or more; each gives a map.</param>
    protected StagedBackbone(string name, IReadOnlyList<Stage> stages)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        this.stages = new([.. stages]);
        Strides = [.. stages.Select((_, k) => stages.Take(k + 1).Aggregate(1, (stride, stage) => stride * stage.Shrink))];
        RegisterComponents();
    }

    /// <summary>The stages, the finest first.</summary>
    public IReadOnlyList<Stage> Stages => [.. stages];

    /// <inheritdoc/>
    public override IReadOnlyList<int> Channels => [.. stages.Select(stage => stage.Channels)];

    /// <inheritdoc/>
    public override IReadOnlyList<int> Strides { get; }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var maps = new Tensor[stages.Count];
        for (int k = 0; k < maps.Length; k++)
            maps[k] = input = stages[k].call(input);
        return maps;
    }
}
