using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>Examples of a data set, as named tensors whose first dimension counts the examples.</summary>
public sealed class Batch : IDisposable
{
    private readonly IReadOnlyDictionary<string, Tensor> tensors;

    /// <summary>Wraps named tensors [N, ...] that share N.</summary>
    /// <exception cref="ArgumentException">There is no tensor, or their first dimensions differ.</exception>
    public Batch(IReadOnlyDictionary<string, Tensor> tensors)
    {
        Count = CountOf(tensors);
        this.tensors = tensors;
    }

    /// <summary>Number of examples N.</summary>
    public int Count { get; }

    /// <summary>Names of the tensors.</summary>
    public IEnumerable<string> Names => tensors.Keys;

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public Tensor this[string name] => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException($"Batch: no tensor is named '{name}'; there are {string.Join(", ", tensors.Keys)}.");

    /// <summary>The examples on a device; the very batch where they are there already.</summary>
    /// <param name="device">Where to; the tensors made there belong to the dispose scope of the caller.</param>
    public Batch To(Device device) => tensors.Values.All(tensor => tensor.device_type == device.type && (device.index < 0 || tensor.device_index == device.index))
        ? this
        : new(tensors.ToDictionary(pair => pair.Key, pair => pair.Value.to(device)));

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    /// <summary>Takes the tensors out of their dispose scope, so that another thread may use them.</summary>
    internal Batch Detach()
    {
        foreach (var tensor in tensors.Values)
            tensor.DetachFromDisposeScope();
        return this;
    }

    /// <summary>Puts the tensors into the dispose scope of the caller.</summary>
    internal Batch Attach()
    {
        foreach (var tensor in tensors.Values)
            CurrentDisposeScope?.Attach(tensor);
        return this;
    }

    /// <summary>The examples of several batches in a row, under the names of the first; they stay the caller's.</summary>
    internal static Batch Join(params Batch[] batches) => new(batches[0].Names.ToDictionary(name => name, name => cat([.. batches.Select(batch => batch[name])])));

    /// <summary>Stacks examples; they stay the caller's.</summary>
    /// <param name="samples">The examples.</param>
    /// <param name="indices">Their indices, for the message.</param>
    /// <exception cref="InvalidOperationException">The examples differ in their names, or in the shape or type of a tensor.</exception>
    internal static Batch Stack(IReadOnlyList<Sample> samples, IReadOnlyList<long> indices)
    {
        foreach (var (sample, index) in samples.Zip(indices))
            foreach (string name in samples[0].Names)
                if (Describe(sample, name) != Describe(samples[0], name))
                    throw new InvalidOperationException(
                        $"Batch: '{name}' is {Describe(samples[0], name)} in example {indices[0]} and {Describe(sample, name)} in example {index}; "
                        + "crop or resize them to one size, or take batches of 1.");
        return new(samples[0].Names.ToDictionary(name => name, name => stack(samples.Select(sample => sample[name]))));
    }

    private static string Describe(Sample sample, string name) => sample.Names.Contains(name)
        ? $"{sample[name].dtype} [{string.Join(", ", sample[name].shape)}]"
        : "missing";

    internal static int CountOf(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var counts = tensors.Select(pair => pair.Value.shape is [var n, ..] ? n : -1).Distinct().ToArray();
        if (counts is [>= 0])
            return checked((int)counts[0]);
        var given = tensors.Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]");
        throw new ArgumentException(
            $"Named tensors need one common first dimension; given {string.Join(", ", given.DefaultIfEmpty("none"))}.");
    }
}
