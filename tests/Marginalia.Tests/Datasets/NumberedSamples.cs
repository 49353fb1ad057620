using System.Collections.Concurrent;
using Marginalia.Augmentations;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>Example i is a row of three times i, and its label. Remembers what it has read.</summary>
internal sealed class NumberedSamples(int count) : SampleDataset
{
    public ConcurrentQueue<Tensor> Made { get; } = [];

    public Action<long> BeforeReading { get; init; } = _ => { };

    public override int Count => count;

    public override IReadOnlyList<string> Names => ["input", "label"];

    public override Sample Read(long index)
    {
        BeforeReading(index);
        var (row, label) = (full([3], (float)index), tensor(index));
        Made.Enqueue(row);
        Made.Enqueue(label);
        return new(("input", row), ("label", label));
    }

    /// <summary>Adds one random number to the input.</summary>
    internal sealed class Shift : Augmentation
    {
        public override Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random) =>
            new(("input", sample["input"] + random.NextDouble()), ("label", sample["label"].clone()));
    }
}
