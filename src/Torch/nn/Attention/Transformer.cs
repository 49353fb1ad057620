using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Encoder and decoder (Vaswani et al. 2017, arXiv:1706.03762), each with a layer norm at its end. Embeddings and positions are the caller's.</summary>
    public sealed class Transformer : nn.Module<Tensor, Tensor, Tensor>
    {
        readonly TransformerEncoder encoder;
        readonly TransformerDecoder decoder;

        internal Transformer(TransformerParts parts, long encoderLayers, long decoderLayers) : base("torch::nn::TransformerImpl")
        {
            encoder = Enclose("encoder", new TransformerEncoder(new(parts), encoderLayers, nn.LayerNorm(parts.Width)));
            decoder = Enclose("decoder", new TransformerDecoder(new(parts), decoderLayers, nn.LayerNorm(parts.Width)));
            foreach (var parameter in parameters())
                if (parameter.dim() > 1)
                    nn.init.xavier_uniform_(parameter);
        }

        /// <param name="src">[sources, batch, embedding].</param>
        /// <param name="tgt">[targets, batch, embedding].</param>
        public override Tensor forward(Tensor src, Tensor tgt) => Run(src, tgt, null, null, null, null, null, null);

        /// <summary>The decoder's result.</summary>
        /// <param name="src">[sources, batch, embedding].</param>
        /// <param name="tgt">[targets, batch, embedding].</param>
        /// <param name="src_mask">[sources, sources]: true, or a number to add to the scores, where a place may not look; or null.</param>
        /// <param name="tgt_mask">[targets, targets], or null.</param>
        /// <param name="memory_mask">[targets, sources], or null.</param>
        /// <param name="src_key_padding_mask">[batch, sources]: true where a place does not count; or null.</param>
        /// <param name="tgt_key_padding_mask">[batch, targets], or null.</param>
        /// <param name="memory_key_padding_mask">[batch, sources], or null.</param>
        public Tensor call(Tensor src, Tensor tgt, Tensor? src_mask, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? src_key_padding_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            Run(src, tgt, src_mask, tgt_mask, memory_mask, src_key_padding_mask, tgt_key_padding_mask, memory_key_padding_mask);

        Tensor Run(Tensor src, Tensor tgt, Tensor? sourceMask, Tensor? targetMask, Tensor? memoryMask, Tensor? sourcePadding, Tensor? targetPadding, Tensor? memoryPadding)
        {
            using var memory = encoder.call(src, sourceMask, sourcePadding);
            return decoder.call(tgt, memory, targetMask, memoryMask, targetPadding, memoryPadding);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Encoder and decoder.</summary>
            /// <param name="d_model">The length of an embedding.</param>
            /// <param name="nhead">How many heads attend.</param>
            /// <param name="num_encoder_layers">How many layers encode.</param>
            /// <param name="num_decoder_layers">How many layers decode.</param>
            /// <param name="dim_feedforward">The length between the two linear maps of a layer.</param>
            /// <param name="dropout">The probability with which numbers are dropped in training.</param>
            /// <param name="activation">What stands between the two linear maps.</param>
            public static Transformer Transformer(long d_model = 512, long nhead = 8, long num_encoder_layers = 6, long num_decoder_layers = 6, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation), num_encoder_layers, num_decoder_layers);
        }
    }
}
