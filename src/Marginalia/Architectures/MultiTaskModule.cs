using Marginalia.Datasets;
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

    /// <summary>Where its parameters are; training and evaluation bring batches there. The CPU where there are none.</summary>
    public Device Device => parameters().FirstOrDefault()?.device ?? CPU;

    /// <summary>
    /// Where the latest call split into tasks; null when it ran without gradients, or when this network does not split at one point.
    /// </summary>
    public Representation? Representation { get; private set; }

    /// <summary>
    /// The predictions that the latest call made on the way, for each task [T], each of the size of its final prediction; training adds their losses
    /// to the task's (deep supervision). Empty lists, unless a network says otherwise. They live as long as the tensors of the call.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Tensor>> Intermediate { get; protected set; } = [];

    /// <summary>
    /// A scalar per task [T] of the latest call that training adds to the task's loss, for example what makes a gate decide. Empty, unless a network
    /// says otherwise. They live as long as the tensors of the call.
    /// </summary>
    public IReadOnlyList<Tensor> Penalties { get; protected set; } = [];

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

    /// <summary>
    /// The same for a trunk that gives several maps: views of all of them per task [T][maps]. The representation is their concatenation [N, all entries].
    /// </summary>
    /// <param name="maps">Outputs of the trunk, each [N, ...].</param>
    protected Tensor[][] Branch(IReadOnlyList<Tensor> maps)
    {
        if (maps.Count == 1)
            return [.. Branch(maps[0]).Select(view => (Tensor[])[view])];
        if (!is_grad_enabled() || !maps.Any(map => map.requires_grad))
        {
            Representation = null;
            return [.. Enumerable.Repeat(maps.ToArray(), TaskCount)];
        }

        long[] sizes = [.. maps.Select(map => map.numel() / map.shape[0])];
        return
        [
            .. Branch(cat([.. maps.Select(map => map.flatten(1))], 1))
                .Select(view => view.split(sizes, 1).Zip(maps, (part, map) => part.reshape(map.shape)).ToArray()),
        ];
    }

    /// <summary>All parameters that are no task's, in the order of the module.</summary>
    private protected IReadOnlyList<Parameter> AllButTaskParameters()
    {
        var own = Enumerable.Range(0, TaskCount).SelectMany(TaskParameters).ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);
        return [.. parameters().Where(parameter => !own.Contains(parameter))];
    }

    /// <summary>A head for every task, each from a seed of its own.</summary>
    private protected static ModuleList<Head> HeadsFor(IReadOnlyList<int> outputs, IReadOnlyList<int> channels, HeadFactory? factory, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        factory ??= UNetHead.Create;
        return new([.. outputs.Select((length, task) => factory(channels, length, SeedOf(seed, task)))]);
    }

    /// <summary>A part for every task, each from a seed of its own, whatever the number of tasks.</summary>
    private protected static ModuleList<T> PerTask<T>(IReadOnlyList<int> outputs, long seed, Func<Generator, T> make)
        where T : nn.Module => new([.. outputs.Select((_, task) =>
        {
            using var generator = new Generator((ulong)SeedOf(seed, -2 - task));
            return make(generator);
        })]);

    /// <summary>A seed for a part of a network that depends on the network's seed.</summary>
    private protected static long SeedOf(long seed, int part) => (long)new SeededRandom(seed, part).NextUInt64();

    /// <summary>Seeds for the first parts of a network.</summary>
    private protected static long[] SeedsOf(long seed, int parts) => [.. Enumerable.Range(0, parts).Select(part => SeedOf(seed, part))];

    /// <summary>A prediction [N, C, h, w] enlarged to the image's height and width, bilinearly; as it is where it has them.</summary>
    private protected static Tensor Enlarge(Tensor prediction, Tensor image) => prediction.shape.AsSpan(2).SequenceEqual(image.shape.AsSpan(2))
        ? prediction
        : nn.functional.interpolate(prediction, size: image.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);
}
