using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers about one parameter. Its tensors belong to no dispose scope.</summary>
public abstract partial class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Begins from nothing.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Copies the state of another optimiser of the same kind.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>True if the other state is of the same kind and holds nearly the same numbers.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Zeros of the parameter's shape.</summary>
    private protected Tensor Zeros() => Filled(0);

    /// <summary>A number, in the parameter's shape.</summary>
    private protected Tensor Filled(double value) => Ops.full_like.Call(_parameter, value).DetachFromDisposeScope();

    /// <summary>A tensor of the parameter's shape, still to be set.</summary>
    internal Tensor Empty() => Ops.empty_like.Call(_parameter).DetachFromDisposeScope();

    /// <summary>Replaces <paramref name="own"/> by a copy of <paramref name="source"/> on the parameter's device.</summary>
    private protected Tensor? Copied(Tensor? own, Tensor? source)
    {
        if (ReferenceEquals(own, source)) return own;
        var copy = source?.to(_parameter.device, copy: true).DetachFromDisposeScope();
        own?.Dispose();
        return copy;
    }

    private protected static void Move(ref Tensor? tensor, Device device) => tensor = tensor?.to(device, disposeAfter: true).DetachFromDisposeScope();

    private protected static bool Close(Tensor? mine, Tensor? other) => mine is null || other is null ? mine is null && other is null : mine.allclose(other);

    private protected T Same<T>(OptimizerState source) where T : OptimizerState =>
        source as T ?? throw new ArgumentException($"The state of {source.GetType().DeclaringType?.Name ?? source.GetType().Name} does not fit {GetType().DeclaringType?.Name}.");
}
