using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Masks of attention, as numbers that are added to the scores: minus infinity where nothing may be seen.</summary>
static class AttentionMask
{
    /// <summary>Both masks in one, which broadcasts to [batch x heads, targets, sources]; null if there is none.</summary>
    internal static Tensor? Merge(Tensor? attention, Tensor? padding, long targets, long sources, long batch, long heads, ScalarType dtype)
    {
        if (attention is not null) attention = Shaped(attention, "attn_mask", [targets, sources], [batch * heads, targets, sources], dtype);
        if (padding is null) return attention is { } only && only.dim() == 2 ? only.unsqueeze(0) : attention;
        padding = Shaped(padding, "key_padding_mask", [batch, sources], null, dtype).view(batch, 1, 1, sources).expand(batch, heads, 1, sources).reshape(batch * heads, 1, sources);
        return attention is null ? padding : attention + padding;
    }

    /// <summary>One more source, which everybody may see.</summary>
    internal static Tensor? AddSource(Tensor? mask) => mask is null ? null : Ops.constant_pad_nd.Call(mask, new long[] { 0, 1 });

    static Tensor Shaped(Tensor mask, string name, long[] expected, long[]? or, ScalarType dtype)
    {
        if (!mask.shape.SequenceEqual(expected) && !(or is not null && mask.shape.SequenceEqual(or)))
            throw new ArgumentException($"{name} has the shape [{string.Join(", ", mask.shape)}]; expected [{string.Join(", ", expected)}]{(or is null ? "" : $" or [{string.Join(", ", or)}]")}.", name);
        if (mask.dtype is ScalarType.Bool or ScalarType.Byte) return zeros_like(mask, dtype).masked_fill(mask.to(ScalarType.Bool), double.NegativeInfinity);
        return mask.is_floating_point() ? mask : throw new ArgumentException($"{name} is {mask.dtype}; expected Bool, or floating-point numbers to add to the scores.", name);
    }
}
