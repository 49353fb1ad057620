using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>Moves the parameters of a network for a look at other points; disposing brings them back to the bit.</summary>
internal sealed class ParameterTrial : IDisposable
{
    private readonly Parameter[] parameters;
    private readonly Tensor[] start;
    private readonly long step;

    /// <summary>Remembers where the parameters are.</summary>
    /// <param name="model">The network.</param>
    /// <param name="step">Number of the training step, for messages.</param>
    public ParameterTrial(MultiTaskModule model, long step)
    {
        parameters = BackwardPasses.Trainable(model.parameters());
        start = [.. parameters.Select(parameter => parameter.detach().clone())];
        this.step = step;
    }

    /// <summary>The gradient of each loss in all parameters, [T, P] in float64.</summary>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite.</exception>
    public Tensor Jacobian(IReadOnlyList<Tensor> losses)
    {
        var jacobian = empty(losses.Count, start.Sum(tensor => tensor.numel()), dtype: ScalarType.Float64, device: start[0].device);
        for (int task = 0; task < losses.Count; task++)
        {
            using var row = NewDisposeScope();
            jacobian[task].copy_(Gradient(losses[task], task));
        }

        return jacobian;
    }

    /// <summary>The gradient of a sum of losses in all parameters, [P] in float64.</summary>
    /// <exception cref="NonFiniteGradientException">It is NaN or infinite.</exception>
    public Tensor Gradient(IEnumerable<Tensor> losses) => Gradient(stack(losses.Select(loss => loss.reshape([]))).sum(), task: null);

    /// <summary>Puts the parameters at start + distance direction.</summary>
    /// <param name="direction">[P].</param>
    /// <param name="distance">Length of the way, in units of the direction.</param>
    public void MoveTo(Tensor direction, double distance)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var parts = direction.split([.. start.Select(tensor => tensor.numel())]);
        for (int k = 0; k < parameters.Length; k++)
            parameters[k].copy_(start[k].add(parts[k].reshape(start[k].shape).to(start[k].dtype), distance));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var _ = no_grad();
        foreach (var (parameter, tensor) in parameters.Zip(start))
        {
            parameter.copy_(tensor);
            tensor.Dispose();
        }
    }

    private Tensor Gradient(Tensor value, int? task)
    {
        var gradient = cat([.. Gradients.Of([value], parameters).Zip(start, (part, tensor) => (part ?? zeros_like(tensor)).reshape(-1))]);
        return Gradients.AreFinite([gradient]) ? gradient.to(ScalarType.Float64) : throw new NonFiniteGradientException(task, step);
    }
}
