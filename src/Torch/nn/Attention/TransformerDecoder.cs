using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Copies of a layer, one after the other.</summary>
    public sealed class TransformerDecoder : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>
    {
        readonly TransformerDecoderLayer[] layers;
        readonly LayerNorm? norm;

        internal TransformerDecoder(TransformerDecoderLayer layer, long count, LayerNorm? norm = null) : base("torch::nn::TransformerDecoderImpl")
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, "num_layers");
            layers = [.. Enumerable.Range(0, (int)count).Select(i => Enclose($"layers.{i}", layer.Copy()))];
            this.norm = norm is null ? null : Enclose("norm", norm);
        }

        /// <param name="tgt">[targets, batch, embedding].</param>
        /// <param name="memory">The encoder's result, [sources, batch, embedding].</param>
        /// <param name="tgt_mask">[targets, targets]: true, or a number to add to the scores, where a place may not look; or null.</param>
        /// <param name="memory_mask">[targets, sources], or null.</param>
        /// <param name="tgt_key_padding_mask">[batch, targets]: true where a place does not count; or null.</param>
        /// <param name="memory_key_padding_mask">[batch, sources], or null.</param>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            var x = Ops.alias.Call(tgt);
            foreach (var layer in layers) x = layer.call(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
            return (norm?.call(x) ?? x).MoveToOuterDisposeScope();
        }

        /// <summary>The last layer's result.</summary>
        public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

        public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null, null, null, null);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary><paramref name="num_layers"/> copies of a layer, one after the other.</summary>
            public static TransformerDecoder TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers) => new(decoder_layer, num_layers);
        }
    }
}
