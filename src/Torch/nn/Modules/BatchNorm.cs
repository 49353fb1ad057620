using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises every channel by the mean and variance of the batch (Ioffe, Szegedy 2015, arXiv:1502.03167), in evaluation by running ones.</summary>
public abstract class BatchNorm : NormBase
{
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var factor = momentum ?? 0;
        if (training && track_running_stats)
        {
            using (no_grad()) num_batches_tracked!.add_(1);
            factor = momentum ?? 1.0 / num_batches_tracked.item<long>();
        }
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, factor, eps);
    }
}
