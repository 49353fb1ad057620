using Marginalia.Architectures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>
/// The residual network that the figures of generated sets of pictures are quoted for: a stem of stride 2, blocks of 16, 32 and 64 channels (78 000
/// parameters for six classes), read out by the mean and the maximum of each channel. Everything follows from the seed.
/// </summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock stem;
    private readonly ModuleList<Block> blocks;
    private readonly Linear head;

    public SmallNet(int classes, int channels = 3, int width = 16, ulong seed = 0)
        : base(nameof(SmallNet))
    {
        using var generator = new Generator(seed);
        stem = new(channels, width, generator, ScalarType.Float32, stride: 2);
        blocks = new(new(width, width, 1, generator), new(width, 2 * width, 2, generator), new(2 * width, 4 * width, 2, generator));
        head = SeededLayers.Affine(8 * width, classes, generator, ScalarType.Float32);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        var x = stem.call((image - 0.5) / 0.25);
        foreach (var block in blocks)
            x = block.call(x);
        return head.call(cat([x.mean([2L, 3L]), x.amax([2L, 3L])], 1));
    }

    /// <summary>Test accuracy after <see cref="Fitting.Minimize"/>.</summary>
    public static double AccuracyAfterTraining(
        (Tensor Image, Tensor Label) train, (Tensor Image, Tensor Label) test, int classes, int epochs, int width = 16, long seed = 0)
    {
        using var scope = NewDisposeScope();
        var net = new SmallNet(classes, (int)train.Image.shape[1], width, (ulong)seed);
        Fitting.Minimize(
            net, train.Image.shape[0], epochs,
            rows => nn.functional.cross_entropy(net.call(train.Image.index_select(0, rows)), train.Label.index_select(0, rows)), seed);
        using var off = no_grad();
        return net.call(test.Image).argmax(1).eq(test.Label).to(ScalarType.Float64).mean().ToDouble();
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly ConvolutionBlock first;
        private readonly SeededConv2d second;
        private readonly BatchNorm2d normalization;
        private readonly SeededConv2d? shortcut;

        public Block(int inputs, int outputs, int stride, Generator generator)
            : base(nameof(Block))
        {
            first = new(inputs, outputs, generator, ScalarType.Float32, stride);
            second = SeededLayers.Convolution(outputs, outputs, 3, generator, ScalarType.Float32, padding: 1, hasBias: false);
            normalization = nn.BatchNorm2d(outputs);
            if (inputs != outputs)
                shortcut = SeededLayers.Convolution(inputs, outputs, 1, generator, ScalarType.Float32, stride, hasBias: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) =>
            nn.functional.relu(normalization.call(second.call(first.call(x))) + (shortcut?.call(x) ?? x));
    }
}
