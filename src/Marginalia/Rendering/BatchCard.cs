using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>Named tensors: those of a batch, or of an example of a data set.</summary>
internal static class BatchCard
{
    public static Card Of(Batch batch) =>
        new(nameof(Batch), batch.Count == 1 ? "1 example" : $"{batch.Count} examples") { Table = Table(batch.Names, batch, 0) };

    public static Card Of(Dataset dataset)
    {
        var card = new Card(ModuleCard.TypeName(dataset), dataset.Count == 1 ? "1 example" : $"{dataset.Count} examples");
        if (dataset.Count == 0)
            return card;
        using var example = dataset.Get([0]);
        return card with { Table = Table(dataset.Names, example, 1) };
    }

    /// <param name="names">The tensors.</param>
    /// <param name="batch">Where they are.</param>
    /// <param name="skip">Dimensions of the shape to leave out.</param>
    static CardTable Table(IEnumerable<string> names, Batch batch, int skip) => new(["name", "shape", "type", "device"],
        [.. names.Select(name => (string[])[name, Shape(batch[name], skip), batch[name].IsInvalid ? "" : TensorCard.Type(batch[name].dtype), batch[name].IsInvalid ? "" : batch[name].device.ToString()])], 4);

    static string Shape(Tensor tensor, int skip) => tensor.IsInvalid ? "(disposed)" : $"[{string.Join(", ", tensor.shape.Skip(skip))}]";
}
