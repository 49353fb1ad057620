using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>
/// The network that numbers of generated pictures are read with: convolutions of stride 2 to 16, 32 and 64 channels, and two affine layers that see
/// every place (90 000 parameters for a picture of 32 x 32). Everything follows from the seed.
/// </summary>
internal static class SmallRegressor
{
    /// <summary>Answers [N, numbers] for the test pictures after training on the squared error of targets [N, numbers] of mean 0 and deviation 1.</summary>
    public static Tensor AnswersAfterTraining((Tensor Image, Tensor Target) train, Tensor test, int epochs, ulong seed = 0)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        var (mean, deviation) = (train.Target.mean([0L], true), train.Target.std([0L], true, true));
        long channels = train.Image.shape[1], places = (train.Image.shape[2] / 8) * (train.Image.shape[3] / 8);
        using var net = nn.Sequential(
            new ConvolutionBlock(channels, 16, generator, ScalarType.Float32, stride: 2),
            new ConvolutionBlock(16, 32, generator, ScalarType.Float32, stride: 2),
            new ConvolutionBlock(32, 64, generator, ScalarType.Float32, stride: 2),
            nn.Flatten(),
            SeededLayers.Affine(64 * places, 64, generator, ScalarType.Float32),
            nn.ReLU(),
            SeededLayers.Affine(64, train.Target.shape[1], generator, ScalarType.Float32));
        Tensor Read(Tensor image) => net.call((image - 0.5) / 0.25);
        var target = (train.Target - mean) / deviation;
        Fitting.Minimize(
            net, train.Image.shape[0], epochs,
            rows => nn.functional.mse_loss(Read(train.Image.index_select(0, rows)), target.index_select(0, rows)));
        using var off = no_grad();
        return (Read(test) * deviation + mean).MoveToOuterDisposeScope();
    }
}
