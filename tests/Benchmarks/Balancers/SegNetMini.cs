using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Benchmarks.Balancers;

/// <summary>
/// A small SegNet (Badrinarayanan, Kendall, Cipolla 2017, arXiv 1511.00561) with a head of two convolutions per task: encoder of widths
/// 16-24-32-48, whose pooling positions the decoder puts its values back to.
/// </summary>
sealed class SegNetMini : MultiTaskModule
{
    static readonly int[] Widths = [16, 24, 32, 48];
    readonly ModuleList<Sequential> encoder, decoder, heads;

    internal SegNetMini(IReadOnlyList<int> outputs) : base(nameof(SegNetMini))
    {
        encoder = new([.. Widths.Select((width, i) => Stage(i == 0 ? 3 : Widths[i - 1], width))]);
        decoder = new([.. Enumerable.Range(0, Widths.Length).Reverse().Select(i => Stage(Widths[i], Widths[Math.Max(0, i - 1)]))]);
        heads = new([.. outputs.Select(output => Sequential(Conv2d(Widths[0], Widths[0], 3, padding: 1), Conv2d(Widths[0], output, 1)))]);
        RegisterComponents();
    }

    public override int TaskCount => heads.Count;

    public override IReadOnlyList<Parameter> SharedParameters => [.. encoder.parameters(), .. decoder.parameters()];

    public override IReadOnlyList<Parameter> LastSharedLayer => [.. ((Conv2d)decoder[^1][0]).parameters()];

    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    public override Tensor[] forward(Tensor input)
    {
        var positions = new Stack<Tensor>();
        foreach (var stage in encoder)
        {
            (input, var position) = functional.max_pool2d_with_indices(stage.call(input), [2, 2]);
            positions.Push(position);
        }
        foreach (var stage in decoder) input = stage.call(functional.max_unpool2d(input, positions.Pop(), [2, 2]));
        return [.. Branch(input).Zip(heads, (view, head) => head.call(view))];
    }

    static Sequential Stage(int from, int to) => Sequential(Conv2d(from, to, 3, padding: 1), BatchNorm2d(to), ReLU());
}
