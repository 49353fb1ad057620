using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Weights that torchvision keeps under other names.</summary>
internal static class TorchvisionNames
{
    /// <summary>Copies values into a module's parameters and buffers.</summary>
    /// <param name="module">Whose.</param>
    /// <param name="state">Torchvision's names and values; those that the module does not have are left out.</param>
    /// <param name="name">Torchvision's name of a parameter or buffer of the module.</param>
    /// <exception cref="ArgumentException">A value is missing or has another shape. Nothing is changed then.</exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, Tensor> state, Func<string, string> name)
    {
        var own = module.state_dict().Keys.ToDictionary(key => key, name);
        var missing = own.Values.Where(theirs => !state.ContainsKey(theirs) && !IsCount(theirs)).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException(
                $"{module.GetName()}: {missing.Count} of {own.Count} values are missing, the first is {missing[0]}; expected the state dict of torchvision's network of the same depth, which begins with {state.Keys.FirstOrDefault("nothing")} here.");
        }

        module.load_state_dict(own.Where(pair => state.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => state[pair.Value]), strict: false);
    }

    /// <summary>Batches that a normalization has seen: older files do not have it, and nothing depends on it.</summary>
    private static bool IsCount(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
