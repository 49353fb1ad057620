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

    /// <summary>
    /// Where the latest call split into tasks; null when it ran without gradients, or when this network does not split at one point.
    /// </summary>
    public Representation? Representation { get; private set; }

    /// <summary>
    /// Marks the output of the trunk, in <c>forward</c>: returns one view of it per task, for the heads to read. All shared parameters must
    /// act before it, none after.
    /// </summary>
    /// <param name="trunk">Output z of the trunk, of any shape.</param>
    protected Tensor[] Branch(Tensor trunk)
    {
        if (!is_grad_enabled() || !trunk.requires_grad)
        {
            Representation = null;
            return [.. Enumerable.Repeat(trunk, TaskCount)];
        }

        Tensor[] views = [.. Enumerable.Range(0, TaskCount).Select(_ => trunk.alias())];
        Representation = new(trunk, views);
        return views;
    }
}
