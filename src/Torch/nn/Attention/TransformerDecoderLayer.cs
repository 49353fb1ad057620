using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Attention of a sequence to itself, then to the encoder's result, and two linear maps, each followed by a layer norm (Vaswani et al. 2017, arXiv:1706.03762).</summary>
    public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        readonly TransformerParts parts;
        readonly MultiheadAttention selfAttention, memoryAttention;
        readonly Linear linear1, linear2;
        readonly LayerNorm norm1, norm2, norm3;

        internal TransformerDecoderLayer(TransformerParts parts) : base("torch::nn::TransformerDecoderLayerImpl")
        {
            this.parts = parts;
            selfAttention = Enclose("self_attn", parts.Attention());
            memoryAttention = Enclose("multihead_attn", parts.Attention());
            linear1 = Enclose("linear1", nn.Linear(parts.Width, parts.Inner));
            linear2 = Enclose("linear2", nn.Linear(parts.Inner, parts.Width));
            norm1 = Enclose("norm1", nn.LayerNorm(parts.Width));
            norm2 = Enclose("norm2", nn.LayerNorm(parts.Width));
            norm3 = Enclose("norm3", nn.LayerNorm(parts.Width));
        }

        internal TransformerDecoderLayer Copy() => TransformerParts.Copy(this, () => new(parts));

        /// <param name="tgt">[targets, batch, embedding].</param>
        /// <param name="memory">The encoder's result, [sources, batch, embedding].</param>
        /// <param name="tgt_mask">[targets, targets]: true, or a number to add to the scores, where a place may not look; or null.</param>
        /// <param name="memory_mask">[targets, sources], or null.</param>
        /// <param name="tgt_key_padding_mask">[batch, targets]: true where a place does not count; or null.</param>
        /// <param name="memory_key_padding_mask">[batch, sources], or null.</param>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask, Tensor? tgt_key_padding_mask, Tensor? memory_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            var x = norm1.call(tgt + parts.Attend(selfAttention, tgt, tgt, tgt_mask, tgt_key_padding_mask, training));
            x = norm2.call(x + parts.Attend(memoryAttention, x, memory, memory_mask, memory_key_padding_mask, training));
            return norm3.call(x + parts.Feed(linear1, linear2, x, training)).MoveToOuterDisposeScope();
        }

        /// <summary>The layer's result.</summary>
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
            /// <summary>One layer of a transformer's decoder.</summary>
            /// <param name="d_model">The length of an embedding.</param>
            /// <param name="nhead">How many heads attend.</param>
            /// <param name="dim_feedforward">The length between the two linear maps.</param>
            /// <param name="dropout">The probability with which numbers are dropped in training.</param>
            /// <param name="activation">What stands between the two linear maps.</param>
            public static TransformerDecoderLayer TransformerDecoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation));
        }
    }
}
