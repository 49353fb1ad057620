using System.Collections.Concurrent;
using Marginalia.Datasets.RoomScenes;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// The examples of <see cref="Rooms"/>, rendered whenever they are read: for sets that are larger than memory, or that are read once to be kept on disk.
/// </summary>
public sealed class RoomsOnDemand : SampleDataset
{
    private readonly long seed;
    private readonly Split split;
    private readonly bool showsColours;
    private readonly ConcurrentBag<RoomFrame> frames = [];

    /// <summary>Describes the set; nothing is rendered yet.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Size, camera, furniture and light; null is the default design.</param>
    /// <param name="fields">Names of the tensors wanted, as of <see cref="Rooms"/>, the network's input first; null is the usual ones.</param>
    /// <exception cref="ArgumentException">The count is not positive, the design is impossible, or there is no such field.</exception>
    public RoomsOnDemand(Split split, int count, long seed = 7, RoomsDesign? design = null, IReadOnlyList<string>? fields = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        (this.split, Count, this.seed, Design, Rendered) = (split, count, seed, design ?? new(), RoomField.Of(fields));
        Design.Validate();
        Names = [.. Rendered.Select(field => field.Name)];
        showsColours = Names.Contains("image");
    }

    /// <summary>Size, camera, furniture and light.</summary>
    public RoomsDesign Design { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => FieldsOf(Names);

    internal RoomField[] Rendered { get; }

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var tensors = Array.ConvertAll(Rendered, field => empty(field.Shape(Design), field.Type));
        Render(index, tensors);
        return new(Names.Zip(tensors));
    }

    /// <summary>All that decides the bytes of the examples, for example to name a file that keeps them.</summary>
    public override string ToString() => $"Rooms {Rooms.Version}: {split}, {Count} examples, seed {seed}, {Design}, {string.Join(", ", Names)}";

    internal static IReadOnlyList<Field> FieldsOf(IReadOnlyList<string> names) =>
        [.. names.Select(name => name == "depth_exact" ? new(name, FieldKind.Depth) : Field.Of(name))];

    /// <summary>Renders an example into tensors of the fields, in order.</summary>
    internal void Render(long index, Tensor[] to)
    {
        if (!frames.TryTake(out var frame))
            frame = new(Design);
        frame.Render(seed, split, index, showsColours);
        for (int k = 0; k < to.Length; k++)
            Rendered[k].Write(frame, to[k].bytes);
        frames.Add(frame);
    }
}
