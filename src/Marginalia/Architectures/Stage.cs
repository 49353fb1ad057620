using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A part of a backbone between two changes of resolution: blocks in a row, the first of which may shrink the map.</summary>
/// <remarks>Takes [N, C, H, W] and returns [N, Channels, about H / Shrink, about W / Shrink].</remarks>
public sealed class Stage : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;

    /// <summary>Puts blocks in a row.</summary>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="shrink">Factor by which each side of the map becomes smaller.</param>
    /// <param name="blocks">One or more.</param>
    public Stage(int channels, int shrink, params IReadOnlyList<nn.Module<Tensor, Tensor>> blocks)
        : base(nameof(Stage))
    {
        ArgumentOutOfRangeException.ThrowIfZero(blocks.Count, nameof(blocks));
        (Channels, Shrink, this.blocks) = (channels, shrink, new([.. blocks]));
        RegisterComponents();
    }

    /// <summary>Channels of the result.</summary>
    public int Channels { get; }

    /// <summary>Factor by which each side of the map becomes smaller.</summary>
    public int Shrink { get; }

    /// <summary>Number of blocks.</summary>
    public int Blocks => blocks.Count;

    /// <summary>A block, counted from 0.</summary>
    internal nn.Module<Tensor, Tensor> Block(int number) => blocks[number];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Leave(Enter(input));

    /// <summary>All blocks but the last: what a task's attention looks at (the u of MTAN). With one block this is the input.</summary>
    public Tensor Enter(Tensor input) => blocks.SkipLast(1).Aggregate(input, (map, block) => block.call(map));

    /// <summary>The last block, on the result of <see cref="Enter"/>.</summary>
    public Tensor Leave(Tensor entered) => blocks[^1].call(entered);
}
