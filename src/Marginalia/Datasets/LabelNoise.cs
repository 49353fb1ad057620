using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// A data set of which some labels are wrong, and known to be: all its tensors, in which <c>label</c> [N] int64 is replaced by the noisy label, and
/// <c>clean_label</c>, the true one. Labels of -1 stay.
/// </summary>
/// <remarks>A noisy label is a pure function of (seed, index, true label) and, where the law says so, of the input. The same index in two splits takes
/// the same draws: give each split its own seed where both are noisy.</remarks>
public sealed class LabelNoise : Dataset
{
    private readonly Dataset dataset;
    private readonly LabelNoiseLaw law;
    private readonly double rate;
    private readonly int classes;
    private readonly long seed;
    private readonly string label;
    private readonly InstanceNoise? instances;

    /// <summary>Wraps a data set.</summary>
    /// <param name="dataset">Examples with true labels; it stays the caller's.</param>
    /// <param name="law">How a wrong label is chosen.</param>
    /// <param name="rate">Share of wrong labels, 0 .. 1; for <see cref="LabelNoiseLaw.InstanceDependent"/> the mean before it is cut to 0 .. 1.</param>
    /// <param name="classes">Number of classes; labels are 0 .. classes - 1.</param>
    /// <param name="seed">Seed of the errors.</param>
    /// <param name="label">Name of the label that gets noise; the true one is <c>clean_</c> and that name.</param>
    /// <exception cref="ArgumentException">There is no such label, the rate is not of 0 .. 1, or there are fewer than 2 classes.</exception>
    public LabelNoise(Dataset dataset, LabelNoiseLaw law, double rate, int classes, long seed = 7, string label = "label")
    {
        if (!dataset.Names.Contains(label))
            throw new ArgumentException($"LabelNoise: {dataset.GetType().Name} has no '{label}'; there are {string.Join(", ", dataset.Names)}.", nameof(label));
        ArgumentOutOfRangeException.ThrowIfNotEqual(rate, Math.Clamp(rate, 0, 1));
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (!Enum.IsDefined(law))
            throw new ArgumentException($"LabelNoise: {law} is no law; choose one of {string.Join(", ", Enum.GetNames<LabelNoiseLaw>())}.", nameof(law));
        (this.dataset, this.law, this.rate, this.classes, this.seed, this.label) = (dataset, law, rate, classes, seed, label);
        instances = law == LabelNoiseLaw.InstanceDependent ? new(seed, classes, rate) : null;
    }

    /// <inheritdoc/>
    public override int Count => dataset.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [.. dataset.Names, CleanLabel];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. dataset.Fields, new(CleanLabel, FieldKind.Label)];

    private string CleanLabel => "clean_" + label;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A label is not one of -1 .. classes - 1.</exception>
    public override Batch Get(long[] indices)
    {
        var clean = dataset.Get(indices); // its tensors move on to the batch that is returned
        using var scope = NewDisposeScope();
        long[] labels = clean[label].data<long>().ToArray();
        var inputs = instances is null ? null : clean[dataset.Names[0]].flatten(1).to(ScalarType.Float64);
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < -1 || labels[i] >= classes)
                throw new InvalidOperationException($"LabelNoise: '{label}' of example {indices[i]} is {labels[i]}; with {classes} classes it must be -1 .. {classes - 1}.");
            if (labels[i] >= 0)
                labels[i] = Noisy(labels[i], indices[i], inputs?[i]);
        }

        var noisy = tensor(labels).MoveToOuterDisposeScope();
        return new(Names.ToDictionary(name => name, name => name == label ? noisy : clean[name == CleanLabel ? label : name]));
    }

    /// <summary>The share of labels, 0 .. 1, that are wrong among those that are not -1; reads the whole data set.</summary>
    public double FlippedShare()
    {
        long flipped = 0, labelled = 0;
        foreach (long[] indices in Enumerable.Range(0, Count).Select(index => (long)index).Chunk(256))
        {
            using var batch = Get(indices);
            foreach (var (noisy, clean) in batch[label].data<long>().Zip(batch[CleanLabel].data<long>()))
                (flipped, labelled) = (flipped + (noisy == clean ? 0 : 1), labelled + (clean < 0 ? 0 : 1));
        }

        return (double)flipped / labelled;
    }

    private long Noisy(long clean, long index, Tensor? input)
    {
        var random = new SeededRandom(seed, -1, index);
        long other = (clean + 1 + random.NextInt64(classes - 1)) % classes;
        bool isWrong = random.NextDouble() < rate;
        return law switch
        {
            LabelNoiseLaw.Symmetric => isWrong ? other : clean,
            LabelNoiseLaw.Asymmetric => isWrong ? (clean + 1) % classes : clean,
            _ => instances!.Draw(clean, input!.data<double>().ToArray(), random),
        };
    }
}
