using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>
/// Puts a network into evaluation mode, but its batch normalization into training mode; disposing brings back the modes and the buffers, so that what was
/// seen meanwhile leaves no trace in running statistics.
/// </summary>
internal sealed class BatchStatistics : IDisposable
{
    private readonly EvaluationMode mode;
    private readonly BufferCopy buffers;

    public BatchStatistics(nn.Module model)
    {
        buffers = new([.. model.buffers()]);
        mode = new(model);
        foreach (var module in model.modules().Prepend(model))
            if (module is BatchNorm1d or BatchNorm2d or BatchNorm3d)
                module.train();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mode.Dispose();
        buffers.Restore();
        buffers.Dispose();
    }
}
