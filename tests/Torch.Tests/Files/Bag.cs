using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Files;

/// <summary>A module with parameters of any dotted names.</summary>
sealed class Bag : nn.Module
{
    readonly Dictionary<string, Bag> parts = [];

    Bag() : base(nameof(Bag))
    {
    }

    /// <summary>With zeros of the same shapes and types.</summary>
    internal static Bag For(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        var bag = new Bag();
        foreach (var (name, value) in state) bag.Add(name.Split('.'), value);
        return bag;
    }

    void Add(ReadOnlySpan<string> path, Tensor value)
    {
        if (path.Length == 1)
        {
            register_parameter(path[0], new Parameter(value.zeros_like(), requires_grad: value.is_floating_point()));
            return;
        }
        if (!parts.TryGetValue(path[0], out var part))
        {
            parts.Add(path[0], part = new Bag());
            register_module(path[0], part);
        }
        part.Add(path[1..], value);
    }
}
