using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises every channel of every example by its own mean and variance (Ulyanov et al. 2016, arXiv:1607.08022); in evaluation by running ones, if they are kept.</summary>
public abstract class InstanceNorm : NormBase
{
    public InstanceNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>How many dimensions an input without a batch has.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (input.ndim != GetNumberOfBatchDimensions()) return Normalise(input);
        using var batch = input.unsqueeze(0);
        using var result = Normalise(batch);
        return result.squeeze(0);
    }

    Tensor Normalise(Tensor input) => nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
}
