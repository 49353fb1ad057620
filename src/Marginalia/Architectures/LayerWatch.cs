using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A call of a layer: shapes of what it took and returned.</summary>
internal sealed record LayerCall(long[][] Inputs, long[][] Outputs);

/// <summary>Notes the calls of modules that take and return tensors or arrays of them, until it is disposed.</summary>
internal sealed class LayerWatch : IDisposable
{
    private readonly Dictionary<nn.Module, List<LayerCall>> calls = new(ReferenceEqualityComparer.Instance);
    private readonly List<Action> removals = [];

    public LayerWatch(IEnumerable<nn.Module> modules)
    {
        foreach (var module in modules)
        {
            switch (module)
            {
                case nn.Module<Tensor, Tensor> layer:
                    removals.Add(layer.register_forward_hook((_, x, y) => Note(layer, y, [x], [y])).remove);
                    break;
                case nn.Module<Tensor, Tensor[]> layer:
                    removals.Add(layer.register_forward_hook((_, x, y) => Note(layer, y, [x], y)).remove);
                    break;
                case nn.Module<Tensor[], Tensor> layer:
                    removals.Add(layer.register_forward_hook((_, x, y) => Note(layer, y, x, [y])).remove);
                    break;
                case nn.Module<Tensor[], Tensor[]> layer:
                    removals.Add(layer.register_forward_hook((_, x, y) => Note(layer, y, x, y)).remove);
                    break;
                case nn.Module<Tensor, Tensor, Tensor> layer:
                    removals.Add(layer.register_forward_hook((_, x, z, y) => Note(layer, y, [x, z], [y])).remove);
                    break;
                case IMultiplies:
                    throw new ArgumentException($"LayerTable: {module.GetName()} multiplies, but its calls cannot be watched: it takes or returns something else than tensors or arrays of them.");
            }
        }
    }

    /// <summary>The calls so far, the first first.</summary>
    public IReadOnlyList<LayerCall> CallsOf(nn.Module module) => calls.TryGetValue(module, out var list) ? list : [];

    /// <inheritdoc/>
    public void Dispose() => removals.ForEach(remove => remove());

    private T Note<T>(nn.Module module, T result, Tensor[] inputs, Tensor[] outputs)
    {
        if (!calls.TryGetValue(module, out var list))
            calls.Add(module, list = []);
        list.Add(new([.. inputs.Select(input => input.shape)], [.. outputs.Select(output => output.shape)]));
        return result;
    }
}
