using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>
/// Puts a network into evaluation mode, but its batch normalization into training mode; disposing brings back the modes and the buffers, so that what was
/// seen meanwhile leaves no trace in running statistics.
/// </summary>
internal sealed class BatchStatistics : IDisposable
{
    private readonly (nn.Module Module, bool Training)[] modes;
    private readonly (Tensor Buffer, Tensor Value)[] buffers;

    public BatchStatistics(nn.Module model)
    {
        modes = [.. model.modules().Prepend(model).Distinct().Select(module => (module, module.training))];
        buffers = [.. model.buffers().Select(buffer => (buffer, buffer.clone().DetachFromDisposeScope()))];
        model.eval();
        foreach (var (module, _) in modes)
            if (module is BatchNorm1d or BatchNorm2d or BatchNorm3d)
                module.train();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var quiet = no_grad();
        foreach (var (module, training) in modes) // a module's parts come after it
            module.train(training);
        foreach (var (buffer, value) in buffers)
        {
            buffer.copy_(value);
            value.Dispose();
        }
    }
}
