using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A small encoder and decoder for predictions per pixel, shared by all tasks, with one small head per task. Each stage of the encoder halves the
/// image and widens the features; the decoder doubles the image again and reads the encoder's features of the same size (after Ronneberger,
/// Fischer, Brox 2015, "U-Net", arXiv 1505.04597). 104 000 shared parameters and 2 400 per task at the default widths.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W]. Every convolution is followed by batch normalization and
/// ReLU: in training a prediction depends on the whole batch, and every pass moves the running statistics that evaluation uses. Initial parameters
/// are a pure function of the seed.
/// </remarks>
public sealed class UNet : MultiTaskModule
{
    private readonly ModuleList<ConvolutionBlock> encoder;
    private readonly ModuleList<ConvolutionBlock> decoder;
    private readonly ModuleList<DenseHead> heads;

    /// <summary>Builds the network.</summary>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 24, 32, 48.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same network.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task, there are fewer than 2 stages, or a width is not positive.</exception>
    public UNet(
        IReadOnlyList<int> outputs, IReadOnlyList<int>? widths = null, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(UNet))
    {
        widths ??= [16, 24, 32, 48];
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        if (widths.Count < 2 || widths.Any(width => width <= 0))
            throw new ArgumentException($"UNet: widths {string.Join(", ", widths)} are given; expected two or more positive numbers.");

        using var generator = new Generator((ulong)seed);
        ConvolutionBlock Block(int from, int to, int stride = 1) => new(from, to, generator, dtype, stride);
        encoder = new([.. widths.SelectMany((width, stage) => new[]
        {
            stage == 0 ? Block(channels, width) : Block(widths[stage - 1], width, stride: 2),
            Block(width, width),
        })]);
        decoder = new([.. Enumerable.Range(0, widths.Count - 1).Reverse().Select(stage => Block(widths[stage + 1] + widths[stage], widths[stage]))]);
        heads = new([.. outputs.Select(length => new DenseHead(widths[0], length, generator, dtype))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. encoder.parameters(), .. decoder.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. decoder[^1].parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var stages = new Stack<Tensor>();
        for (int layer = 0; layer < encoder.Count; layer += 2)
        {
            input = encoder[layer + 1].call(encoder[layer].call(input));
            stages.Push(input);
        }

        stages.Pop();
        foreach (var block in decoder)
        {
            var finer = stages.Pop();
            var enlarged = nn.functional.interpolate(input, size: finer.shape[2..]);
            input = block.call(cat([enlarged, finer], 1));
        }

        return [.. Branch(input).Zip(heads, (view, head) => head.call(view))];
    }
}
