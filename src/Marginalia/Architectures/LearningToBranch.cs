using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Learning to branch: as many modules per stage as tasks, each of which learns which module of the stage before is its parent; what is left of the
/// network in the end is a tree with the tasks as leaves (Guo, Lee, Ulbricht 2020, arXiv 2006.01895).
/// </summary>
/// <remarks>
/// In training a module reads the mixture sum over j of d_ij x_j of the stage before, d drawn by Gumbel-softmax from the module's logits; in evaluation the
/// most probable parent. A head reads the last module of its task and, where it reads finer maps, those of its ancestors, weighted as the draws say.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class LearningToBranch : MultiTaskModule
{
    private readonly ModuleList<StagedBackbone> columns;
    private readonly ModuleList<Head> heads;
    private readonly ParameterList logits;
    private readonly BranchChoice choice;

    /// <summary>Builds the network.</summary>
    /// <param name="backbone">Makes the modules of each column, of all stages, with the same channels; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters and of the draws.</param>
    /// <param name="temperature">Temperature of each step from 0 on, null where the choice is uniform; null is 1 for ever. See <see cref="Cooling"/>.</param>
    /// <param name="dtype">Type of the logits.</param>
    /// <exception cref="ArgumentException">There is no task, or the backbones have a single stage or differ in their channels.</exception>
    public LearningToBranch(
        Func<int, StagedBackbone> backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, Func<long, double?>? temperature = null,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(LearningToBranch))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        columns = new([.. outputs.Select((_, task) => backbone(task))]);
        if (columns[0].Stages.Count < 2 || columns.Any(column => !column.Channels.SequenceEqual(columns[0].Channels)))
            throw new ArgumentException(
                $"LearningToBranch: the backbones give maps of {string.Join(" and of ", columns.Select(column => string.Join(", ", column.Channels)))} channels; expected two or more stages, the same for all.");
        int tasks = outputs.Count;
        heads = HeadsFor(outputs, columns[0].Channels, head, seed);
        logits = new([.. Enumerable.Range(0, (columns[0].Stages.Count - 1) * tasks).Select(_ => new Parameter(zeros(tasks, dtype)))]);
        choice = new(temperature ?? (_ => 1), SeedOf(seed, tasks));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => columns.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <summary>The last layers of the last but one stage, which all tasks may still share.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. columns.SelectMany(column => column.Stages[^2].modules().OfType<SeededConv2d>().Last().parameters())];

    /// <summary>
    /// The temperatures of the reference: uniform choice for the first hundredth of the epochs, then epochs / 20 / sqrt(epoch + 1), epochs counted from 0.
    /// </summary>
    /// <param name="epochs">Length of the training.</param>
    /// <param name="stepsPerEpoch">Steps of one epoch.</param>
    public static Func<long, double?> Cooling(int epochs, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        return step => step / stepsPerEpoch < epochs / 100.0 ? null : epochs / 20.0 / Math.Sqrt(step / stepsPerEpoch + 1);
    }

    /// <summary>The tree so far: the most probable parent, in stage k, of module i of stage k + 1, for each k and i.</summary>
    public int[][] Parents()
    {
        using var scope = NewDisposeScope();
        return [.. logits.Select(row => (int)row.argmax().cpu().data<long>()[0]).Chunk(TaskCount)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. columns[task].Stages[^1].parameters(), logits[logits.Count - TaskCount + task], .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var draws = choice.call(stack([.. logits], 0).reshape(-1, TaskCount, TaskCount)).unbind();
        var maps = new Tensor[draws.Length + 1][];
        maps[0] = [.. columns.Select(column => column.Stages[0].call(input))];
        for (int k = 1; k < maps.Length; k++)
            maps[k] = [.. columns.Zip(Mix(draws[k - 1], maps[k - 1]), (column, map) => column.Stages[k].call(map))];

        // From the leaves to the root: how much of each module lies on the path of each task.
        var read = new Tensor[maps.Length][];
        read[^1] = maps[^1];
        var path = draws[^1];
        for (int k = maps.Length - 2; k >= 0; k--)
        {
            read[k] = heads.Any(head => head.Maps >= maps.Length - k) ? Mix(path, maps[k]) : [];
            if (k > 0)
                path = path.mm(draws[k - 1]);
        }

        return [.. heads.Select((head, task) => Enlarge(head.call([.. read[^head.Maps..].Select(mixtures => mixtures[task])]), input))];
    }

    /// <summary>Mixtures of T maps by the rows of [T, T].</summary>
    private static Tensor[] Mix(Tensor weights, Tensor[] maps) => [.. weights.unbind().Select(row => ExpertGate.Mix(maps, row.unsqueeze(0)))];
}
