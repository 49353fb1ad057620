using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Copies of a layer, one after the other.</summary>
    public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>, nn.IModule<Tensor, Tensor>
    {
        readonly TransformerEncoderLayer[] layers;
        readonly LayerNorm? norm;

        internal TransformerEncoder(TransformerEncoderLayer layer, long count, LayerNorm? norm = null) : base("torch::nn::TransformerEncoderImpl")
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, "num_layers");
            layers = [.. Enumerable.Range(0, (int)count).Select(i => Enclose($"layers.{i}", layer.Copy()))];
            this.norm = norm is null ? null : Enclose("norm", norm);
        }

        /// <param name="src">[time, batch, embedding].</param>
        /// <param name="src_mask">[time, time]: true, or a number to add to the scores, where a place may not look; or null.</param>
        /// <param name="src_key_padding_mask">[batch, time]: true where a place does not count; or null.</param>
        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            var x = Ops.alias.Call(src);
            foreach (var layer in layers) x = layer.call(x, src_mask, src_key_padding_mask);
            return (norm?.call(x) ?? x).MoveToOuterDisposeScope();
        }

        /// <summary>The last layer's result.</summary>
        public Tensor call(Tensor src, Tensor? src_mask) => base.call(src, src_mask, null);

        public Tensor call(Tensor src) => base.call(src, null, null);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary><paramref name="num_layers"/> copies of a layer, one after the other.</summary>
            public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers) => new(encoder_layer, num_layers);
        }
    }
}
