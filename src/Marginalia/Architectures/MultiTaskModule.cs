using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A network with one prediction per task. It names which parameters are shared and which belong to a task, so that balancers need not guess.
/// </summary>
/// <remarks>Shared and task parameters together are all parameters of the module, none of them twice.</remarks>
/// <param name="name">Name of the module.</param>
public abstract class MultiTaskModule(string name) : nn.Module<Tensor, Tensor[]>(name)
{
    /// <summary>Number of tasks T; <c>call</c> returns T predictions.</summary>
    public abstract int TaskCount { get; }

    /// <summary>Parameters that every task's loss depends on.</summary>
    public abstract IReadOnlyList<Parameter> SharedParameters { get; }

    /// <summary>Parameters of the last layer that all tasks share, its weight first (the W of GradNorm), then its bias where it has one.</summary>
    public abstract IReadOnlyList<Parameter> LastSharedLayer { get; }

    /// <summary>Parameters that only the loss of this task (0 .. TaskCount - 1) depends on.</summary>
    public abstract IReadOnlyList<Parameter> TaskParameters(int task);
}
