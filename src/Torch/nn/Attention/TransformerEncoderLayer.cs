using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Attention of a sequence to itself and two linear maps, each followed by a layer norm (Vaswani et al. 2017, arXiv:1706.03762).</summary>
    public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor?, Tensor>
    {
        readonly TransformerParts parts;
        readonly MultiheadAttention selfAttention;
        readonly Linear linear1, linear2;
        readonly LayerNorm norm1, norm2;

        internal TransformerEncoderLayer(TransformerParts parts) : base("torch::nn::TransformerEncoderLayerImpl")
        {
            this.parts = parts;
            selfAttention = Enclose("self_attn", parts.Attention());
            linear1 = Enclose("linear1", nn.Linear(parts.Width, parts.Inner));
            linear2 = Enclose("linear2", nn.Linear(parts.Inner, parts.Width));
            norm1 = Enclose("norm1", nn.LayerNorm(parts.Width));
            norm2 = Enclose("norm2", nn.LayerNorm(parts.Width));
        }

        internal TransformerEncoderLayer Copy() => TransformerParts.Copy(this, () => new(parts));

        /// <param name="src">[time, batch, embedding].</param>
        public override Tensor forward(Tensor src) => Run(src, null, null);

        /// <summary>The layer's result.</summary>
        /// <param name="src">[time, batch, embedding].</param>
        /// <param name="src_mask">[time, time]: true, or a number to add to the scores, where a place may not look; or null.</param>
        /// <param name="src_key_padding_mask">[batch, time]: true where a place does not count; or null.</param>
        public Tensor call(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask) => Run(src, src_mask, src_key_padding_mask);

        public Tensor call(Tensor src, Tensor? src_mask) => Run(src, src_mask, null);

        Tensor Run(Tensor x, Tensor? mask, Tensor? padding)
        {
            using var scope = NewDisposeScope();
            x = norm1.call(x + parts.Attend(selfAttention, x, x, mask, padding, training));
            return norm2.call(x + parts.Feed(linear1, linear2, x, training)).MoveToOuterDisposeScope();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What stands between the two linear maps of a transformer's layer.</summary>
            public enum Activations
            {
                ReLU = 0,
                GELU = 1,
            }

            /// <summary>One layer of a transformer's encoder.</summary>
            /// <param name="d_model">The length of an embedding.</param>
            /// <param name="nhead">How many heads attend.</param>
            /// <param name="dim_feedforward">The length between the two linear maps.</param>
            /// <param name="dropout">The probability with which numbers are dropped in training.</param>
            /// <param name="activation">What stands between the two linear maps.</param>
            public static TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation));
        }
    }
}
