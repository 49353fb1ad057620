using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A network that predicts coarsely from the whole picture, then finer and finer with local detail (Eigen, Fergus 2015, "Predicting depth, surface
/// normals and semantic labels with a common multi-scale convolutional architecture", arXiv 1411.4734). Scale 1, a trunk with fully connected
/// layers, is shared by all tasks; scales 2 and 3, convolutions that read the image and the coarser scale's result, belong to each task.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, Height, Width] and returns, for task i, [N, outputs[i], Height, Width]: the finest scale's prediction, which has
/// 1/CoarseStride, 1/4 or 1/2 of that size, enlarged. The paper trains scales 1 and 2 together, then scale 3 with both frozen: <see cref="Learn"/>.
/// Unlike the paper's, convolutions are padded, so that predictions cover the image to its borders. Initial parameters are a pure function of the
/// seed, and those of a scale or task do not depend on how many there are.
/// </remarks>
public sealed class EigenFergus : MultiTaskModule
{
    private readonly CoarseScale coarse;
    private readonly ModuleList<SeededConv2d> readouts; // of scale 1, where there is no other
    private readonly ModuleList<FineScale> second;
    private readonly ModuleList<FineScale> third;
    private readonly int tasks;

    /// <summary>Builds the network; all scales learn.</summary>
    /// <param name="trunk">Of scale 1, which reads its coarsest map; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="design">Sizes; null is the default design.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters of all but the trunk.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task, or the design is impossible.</exception>
    public EigenFergus(
        Backbone trunk, IReadOnlyList<int> outputs, EigenFergusDesign? design = null, int channels = 3, long seed = 0,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(EigenFergus))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        (Design, tasks) = (design ?? new(), outputs.Count);
        Design.Validate();
        coarse = new(trunk, Design, channels, SeedOf(seed, 0), dtype);
        readouts = new([.. Scale(1, outputs).Select(task =>
        {
            using var generator = new Generator((ulong)SeedOf(seed, 3 * task + 1));
            return SeededLayers.Convolution(Design.CoarseChannels, outputs[task], 1, generator, dtype);
        })]);
        second = new([.. Scale(2, outputs).Select(task => new FineScale(
            channels, Design.CoarseChannels, outputs[task], Design.Layers2, 2, Design, SeedOf(seed, 3 * task + 2), dtype))]);
        third = new([.. Scale(3, outputs).Select(task => new FineScale(
            channels, outputs[task], outputs[task], Design.Layers3, 1, Design, SeedOf(seed, 3 * task + 3), dtype))]);
        RegisterComponents();
        Learn(1, Design.Scales);
    }

    /// <summary>Its sizes.</summary>
    public EigenFergusDesign Design { get; }

    /// <summary>The first scale that learns; coarser ones are frozen.</summary>
    public int FirstScale { get; private set; }

    /// <summary>The scale whose predictions are returned; finer ones do not run.</summary>
    public int LastScale { get; private set; }

    /// <inheritdoc/>
    public override int TaskCount => tasks;

    /// <summary>Parameters of scale 1.</summary>
    public override IReadOnlyList<Parameter> SharedParameters => [.. coarse.parameters()];

    /// <summary>The layer that gives scale 1's map.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => coarse.LastLayer;

    /// <summary>Parameters of the task's scales 2 and 3, of a network of one scale those of its read-out.</summary>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. FineParts(task).SelectMany(part => part.parameters())];

    /// <summary>
    /// Says which scales learn: (1, 2), then (3, 3) as in the paper, or (1, 3) for all at once. Coarser ones than the first are frozen: their parameters
    /// take no gradient and their batch normalization no statistics. Finer ones than the last do not run, and predictions are those of the last.
    /// </summary>
    /// <remarks>Optimizers made afterwards take the parameters that require gradients.</remarks>
    /// <param name="first">The first scale that learns, 1 or more.</param>
    /// <param name="last">The last one, at most the design's number of scales; a network of several has none of (1, 1).</param>
    /// <exception cref="ArgumentException">There are no such scales.</exception>
    public void Learn(int first, int last)
    {
        if (first < 1 || last < first || last > Design.Scales || last == 1 && Design.Scales > 1)
            throw new ArgumentException(
                $"EigenFergus: scales {first} to {last} of {Design.Scales} are to learn; expected a range that ends at a scale with predictions, "
                + (Design.Scales == 1 ? "1 to 1." : $"2 to {Design.Scales}."));
        (FirstScale, LastScale) = (first, last);
        for (int scale = 1; scale <= 3; scale++)
            foreach (var parameter in Parts(scale).SelectMany(part => part.parameters()))
                parameter.requires_grad = scale >= first && scale <= last;
        train(training);
    }

    /// <summary>Switches to training mode, or out of it; frozen scales stay out of it.</summary>
    public override void train(bool train = true)
    {
        base.train(train);
        for (int scale = 1; scale < FirstScale; scale++)
            foreach (var part in Parts(scale))
                part.eval();
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Tensor[] maps = Branch(coarse.call(input)), predictions = Next(readouts, (readout, map) => readout.call(map));
        Tensor[] Next<T>(ModuleList<T> scale, Func<T, Tensor, Tensor> predict)
            where T : nn.Module => [.. scale.Zip(maps, predict)];

        var earlier = new List<Tensor[]>();
        for (int scale = 2; scale <= LastScale; scale++)
        {
            predictions = maps = Next(scale == 2 ? second : third, (fine, coarser) => fine.call(input, coarser));
            if (scale >= FirstScale && scale < LastScale)
                earlier.Add([.. predictions.Select(prediction => Enlarge(prediction, input))]);
        }

        Intermediate = [.. Enumerable.Range(0, tasks).Select(task => earlier.ConvertAll(scale => scale[task]))];
        return [.. predictions.Select(prediction => Enlarge(prediction, input))];
    }

    /// <summary>The tasks that have modules of their own at a scale.</summary>
    private IEnumerable<int> Scale(int scale, IReadOnlyList<int> outputs) =>
        scale <= Design.Scales && (scale > 1 || Design.Scales == 1) ? Enumerable.Range(0, outputs.Count) : [];

    private IEnumerable<nn.Module> Parts(int scale) => scale switch
    {
        1 => [coarse, .. readouts],
        2 => second,
        _ => third,
    };

    private IEnumerable<nn.Module> FineParts(int task) =>
        Design.Scales == 1 ? [readouts[task]] : Design.Scales == 2 ? [second[task]] : [second[task], third[task]];
}
