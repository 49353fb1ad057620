using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What the layers of a transformer are made of.</summary>
/// <param name="Width">The length of an embedding.</param>
/// <param name="Heads">How many heads attend.</param>
/// <param name="Inner">The length between the two linear maps.</param>
/// <param name="Dropout">The probability with which numbers are dropped.</param>
/// <param name="Activation">What stands between the two linear maps.</param>
sealed record TransformerParts(long Width, long Heads, long Inner, double Dropout, nn.Activations Activation)
{
    internal MultiheadAttention Attention() => nn.MultiheadAttention(Width, Heads, Dropout);

    /// <summary>The result of attention, with dropout.</summary>
    internal Tensor Attend(MultiheadAttention attention, Tensor x, Tensor memory, Tensor? mask, Tensor? padding, bool training) =>
        Drop(attention.call(x, memory, memory, padding, need_weights: false, mask).Item1, training);

    /// <summary>Two linear maps with the activation between them, with dropout.</summary>
    internal Tensor Feed(Linear first, Linear second, Tensor x, bool training)
    {
        var inner = first.call(x);
        var active = Activation == nn.Activations.GELU ? nn.functional.gelu(inner) : nn.functional.relu(inner);
        return Drop(second.call(Drop(active, training)), training);
    }

    Tensor Drop(Tensor x, bool training) => training ? nn.functional.dropout(x, Dropout, training: true) : x;

    /// <summary>A copy of a layer, made without moving the random generator.</summary>
    internal static T Copy<T>(T original, Func<T> make) where T : nn.Module
    {
        var made = WithoutDraws(make);
        var first = original.parameters().First();
        made._to(first.device, first.dtype, non_blocking: false);
        made.load_state_dict(original.state_dict());
        foreach (var (copy, parameter) in made.parameters().Zip(original.parameters())) copy.requires_grad = parameter.requires_grad;
        made.train(original.training);
        return made;
    }

    static T WithoutDraws<T>(Func<T> make)
    {
        using var state = Generator.Default.get_state();
        try
        {
            return make();
        }
        finally
        {
            Generator.Default.set_state(state);
        }
    }
}
