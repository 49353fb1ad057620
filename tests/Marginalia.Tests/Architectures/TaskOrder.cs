using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>Another order of a network's tasks: task i of the one is task <c>order[i]</c> of the other.</summary>
internal sealed partial class TaskOrder(int[] order)
{
    /// <summary>The state for a network with the tasks in this order that does what the other does.</summary>
    /// <param name="names">Names of the network's state.</param>
    /// <param name="other">State of the other network.</param>
    public Dictionary<string, Tensor> Of(IEnumerable<string> names, IDictionary<string, Tensor> other)
    {
        bool hasHalves = other.ContainsKey("beta.0"); // a sluice network has two units per task
        return names.ToDictionary(name => name, name =>
        {
            string source = Index().Replace(name, match => match.Groups[1].Value + "." + Source(match.Groups[1].Value, int.Parse(match.Groups[2].Value), hasHalves));
            return Reordered(name, other[other.ContainsKey(source) ? source : name], hasHalves);
        });
    }

    private int Source(string list, int index, bool hasHalves) =>
        list == "logits" ? index / order.Length * order.Length + order[index % order.Length]
        : list.EndsWith("alpha", StringComparison.Ordinal) && hasHalves ? 2 * order[index / 2] + index % 2
        : order[index];

    /// <summary>Values that have an entry for each task.</summary>
    private Tensor Reordered(string name, Tensor value, bool hasHalves)
    {
        Tensor Pick(Tensor values, long dimension, IEnumerable<int> which) => values.index_select(dimension, tensor(which.Select(i => (long)i).ToArray()));
        if (name.Contains("alpha"))
            return Pick(value, 0, hasHalves ? order.SelectMany(i => new[] { 2 * i, 2 * i + 1 }) : order);
        if (name.StartsWith("logits", StringComparison.Ordinal))
            return Pick(value, 0, order);
        if (name.StartsWith("sharedGates", StringComparison.Ordinal)) // one shared expert, then one of each task
            return Pick(value, 0, [0, .. order.Select(i => i + 1)]);
        return name.StartsWith("layers", StringComparison.Ordinal) && value.dim() == 4
            ? Pick(value.reshape(value.shape[0], order.Length, value.shape[0], 1, 1), 1, order).reshape(value.shape)
            : value;
    }

    [GeneratedRegex(@"^(heads|encoders|columns|attention|encoderAttention|decoderAttention|shortcuts|gates|own|excitations|adapters|beta|logits|layers\.\d+|units\.\d+\.alpha|stages\.\d+\.\d+\.modulators|stages\.\d+\.\d+\.normalizations)\.(\d+)")]
    private static partial Regex Index();
}
