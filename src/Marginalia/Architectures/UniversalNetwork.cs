using Marginalia.Objectives;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A multi-task network that learns from trained single-task networks as well as from labels: in training mode its features, through an adapter per
/// task, are compared with those of the task's teacher (Li, Liu, Bilen 2022, "Universal representations", arXiv 2204.02744; Li, Bilen 2020,
/// arXiv 2007.06889). In evaluation mode it is the plain network.
/// </summary>
/// <remarks>
/// The parameters are the network's and the adapters', which belong to their task. The teachers are no part of the module: they are put into evaluation
/// mode, run without gradients, and stay the caller's. A distance depends on features and not through the heads, so that this network has no
/// <see cref="MultiTaskModule.Representation"/>.
/// </remarks>
public sealed class UniversalNetwork : MultiTaskModule
{
    private readonly FeatureNetwork network;
    private readonly FeatureAdapters? adapters;
    private readonly FeatureNetwork[] teachers;
    private readonly (int Student, int Teacher)[] pairs;
    private readonly bool normalize;

    /// <summary>Puts adapters on a network.</summary>
    /// <param name="network">What is to be trained; it becomes part of this module.</param>
    /// <param name="teachers">For each task a trained network.</param>
    /// <param name="pairs">
    /// Which feature of the network is to match which of the teachers'; null matches every feature with the teachers' first, as the paper's code does.
    /// </param>
    /// <param name="hasAdapters">False compares features as they are, which then need the same channels.</param>
    /// <param name="normalize">False compares features without regard to their length at each position (<see cref="Distillation.Features"/>).</param>
    /// <param name="seed">Seed of the adapters' initial parameters.</param>
    /// <exception cref="ArgumentException">Teachers and tasks differ in number, or features that are to match without an adapter in their channels.</exception>
    public UniversalNetwork(
        FeatureNetwork network, IReadOnlyList<FeatureNetwork> teachers, IReadOnlyList<(int Student, int Teacher)>? pairs = null,
        bool hasAdapters = true, bool normalize = true, long seed = 0)
        : base(nameof(UniversalNetwork))
    {
        if (teachers.Count != network.TaskCount)
            throw new ArgumentException($"UniversalNetwork: {teachers.Count} teachers are given for {network.TaskCount} tasks; expected one for each.");
        this.pairs = [.. pairs ?? [.. network.FeatureChannels.Select((_, k) => (k, 0))]];
        (int From, int To)[] channels = [.. this.pairs.Select(pair => (network.FeatureChannels[pair.Student], teachers[0].FeatureChannels[pair.Teacher]))];
        if (!hasAdapters && channels.Any(pair => pair.From != pair.To))
            throw new ArgumentException(
                $"UniversalNetwork: features of {string.Join(", ", channels.Select(pair => $"{pair.From} and {pair.To}"))} channels cannot be compared without adapters; give pairs of the same.");

        (this.network, this.teachers, this.normalize) = (network, [.. teachers], normalize);
        adapters = hasAdapters ? new(teachers.Count, channels, seed) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => network.TaskCount;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => network.SharedParameters;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => network.LastSharedLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. network.TaskParameters(task), .. adapters?.TaskParameters(task) ?? []];

    /// <summary>Parameters of all adapters, which have a learning rate of their own; empty where there are none.</summary>
    public IReadOnlyList<Parameter> AdapterParameters => [.. adapters?.parameters() ?? []];

    /// <summary>
    /// For each task [T] the distance of the latest call's features from the teacher's, summed over pairs; empty in evaluation mode. It lives as long as
    /// the tensors of the call.
    /// </summary>
    public IReadOnlyList<Tensor> Distances { get; private set; } = [];

    /// <summary>The objectives with each task's distance, times its weight, added to the loss; in evaluation mode the losses alone.</summary>
    /// <param name="objectives">One per task.</param>
    /// <param name="weights">Weights of the distances [T]; the paper takes 1, 1, 2 for classes, depth, normals.</param>
    /// <exception cref="ArgumentException">There is not one weight per task.</exception>
    public IReadOnlyList<Objective> Distilled(IReadOnlyList<Objective> objectives, IReadOnlyList<double> weights)
    {
        if (objectives.Count != TaskCount || weights.Count != TaskCount)
            throw new ArgumentException($"UniversalNetwork: {objectives.Count} objectives and {weights.Count} weights are given for {TaskCount} tasks.");
        return [.. objectives.Select((objective, task) => objective with
        {
            Loss = (prediction, target) => Distances.Count == 0
                ? objective.Loss(prediction, target)
                : objective.Loss(prediction, target) + weights[task] * Distances[task],
        })];
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        if (!training)
        {
            Distances = [];
            return network.call(input);
        }

        var features = network.Features(input);
        Distances = [.. teachers.Select((teacher, task) =>
        {
            var target = FeaturesOf(teacher, input);
            return pairs.Select((pair, k) => Distillation.Features(Adapt(features[pair.Student], task, k), target[pair.Teacher], normalize))
                .Aggregate((sum, distance) => sum + distance);
        })];
        return network.Predict(features, input);
    }

    private Tensor Adapt(Tensor feature, int task, int pair) => adapters is null ? feature : adapters.Adapt(feature, task, pair);

    private static Tensor[] FeaturesOf(FeatureNetwork teacher, Tensor input)
    {
        using var off = no_grad();
        teacher.eval();
        return teacher.Features(input);
    }
}
