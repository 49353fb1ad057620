using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp;

/// <summary>A module that compares a prediction with its target.</summary>
public abstract class Loss<T1, T2, TResult> : Module<T1, T2, TResult>
{
    public Loss(Reduction reduction = Reduction.Mean) : base(nameof(Loss<,,>)) => this.reduction = reduction;

    /// <summary>What becomes of the losses of single elements.</summary>
    public Reduction reduction { get; }
}

/// <summary>A loss in which classes have weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : base(reduction) => this.weight = weight?.DetachFromDisposeScope();

    /// <summary>The weight of every class, or null.</summary>
    public Tensor? weight { get; }
}
