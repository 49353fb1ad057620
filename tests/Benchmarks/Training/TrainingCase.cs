using Marginalia.Architectures;

namespace Marginalia.Benchmarks.Training;

/// <summary>A network that is trained; training_twins.py has the same under the same name.</summary>
/// <param name="Name">In the table, and there.</param>
/// <param name="Make">Makes it for the channels of its tasks.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Steps">Steps per sample.</param>
sealed record TrainingCase(string Name, Func<IReadOnlyList<int>, MultiTaskModule> Make, int Batch, int Height, int Width, int Steps)
{
    internal static readonly TrainingCase[] All =
    [
        new("SegNet-mini", outputs => new SegNet(outputs), 8, 48, 64, 4),
        new("MTAN-mini", outputs => new MtanSegNet(outputs), 8, 48, 64, 2),
        new("ResNet-18", outputs => new HardSharing(new ResNet(18, outputStride: 16), outputs), 4, 96, 128, 1),
    ];
}
