using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Vectors of a mixture of Gaussian clusters, several per class, so that no class is a half-space. Names: <c>input</c> [N, inputs] float32, without
/// unit; <c>label</c> [N] int64, the class; <c>cluster</c> [N] int64, class x clusters per class + number of the cluster within the class.
/// </summary>
/// <remarks>
/// An example is a pure function of (seed, split, index, design), whatever the number of examples. Clusters are equally frequent. For labels that are
/// wrong in part see <see cref="LabelNoise"/>.
/// </remarks>
public sealed class Clusters : TensorDataset
{
    private readonly Tensor centres;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part; the centres are the same in all parts.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Sizes and spreads; null is the default design.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or a size is not positive, there are fewer than 2 classes, or a spread is negative.</exception>
    public Clusters(Split split, int count, long seed = 7, ClustersDesign? design = null)
        : this(split, count, seed, design ?? new(), DrawCentres(seed, design ?? new()))
    {
    }

    private Clusters(Split split, int count, long seed, ClustersDesign design, double[][] centres)
        : base(Draw(split, count, seed, design, centres)) =>
        this.centres = tensor([.. centres.SelectMany(centre => centre).Select(value => (float)value)], centres.Length, design.Inputs)
            .DetachFromDisposeScope();

    private enum Part
    {
        Centre,
        Example,
    }

    /// <summary>The centres [classes x clusters per class, inputs], float32, in the order of <c>cluster</c>; the tensor stays the data set's.</summary>
    public Tensor Centres => centres;

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Field.Of("input"), Field.Of("label"), new("cluster", FieldKind.Label)];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        centres.Dispose();
        base.Dispose(disposing);
    }

    private static double[][] DrawCentres(long seed, ClustersDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(design.Classes, 2, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(design.SubClusters, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(design.Inputs, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegative(design.Separation, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegative(design.Spread, nameof(design));

        var origin = new double[design.Inputs];
        return [.. Enumerable.Range(0, design.Classes * design.SubClusters)
            .Select(cluster => Around(origin, design.Separation, new SeededRandom(seed, (long)Part.Centre, cluster)))];
    }

    private static (string, Tensor)[] Draw(Split split, int count, long seed, ClustersDesign design, double[][] centres)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var inputs = new float[checked(count * design.Inputs)];
        var (labels, clusters) = (new long[count], new long[count]);
        Parallel.For(0, count, index =>
        {
            var random = new SeededRandom(seed, (long)Part.Example, (long)split, index);
            clusters[index] = random.NextInt64(centres.Length);
            labels[index] = clusters[index] / design.SubClusters;
            var x = Around(centres[clusters[index]], design.Spread, random);
            for (int j = 0; j < x.Length; j++)
                inputs[index * design.Inputs + j] = (float)x[j];
        });
        return [("input", tensor(inputs, count, design.Inputs)), ("label", tensor(labels)), ("cluster", tensor(clusters))];
    }

    private static double[] Around(double[] centre, double spread, SeededRandom random) =>
        [.. centre.Select(value => value + spread * random.NextNormal())];
}
