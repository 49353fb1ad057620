using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table from which rows are looked up by number.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        readonly long padding;

        internal Embedding(long count, long width, long? padding_idx, Device? device, ScalarType? dtype) : base(nameof(Embedding))
        {
            padding = padding_idx is { } index ? index < 0 ? count + index : index : -1;
            weight = nn.NewParameter([count, width], dtype, device);
            nn.init.normal_(weight);
            if (padding < 0) return;
            using var quiet = no_grad();
            using var row = weight.select(0, padding);
            row.zero_();
        }

        /// <summary>The table, one row per number.</summary>
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        public override Tensor forward(Tensor input) => Ops.embedding.Call(weight, input, padding);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table from which rows are looked up by number, drawn normally; the padding row is zero and stays so.</summary>
            /// <exception cref="NotSupportedException">max_norm, scale_grad_by_freq or sparse is asked for.</exception>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null || scale_grad_by_freq || sparse) throw new NotSupportedException("Embedding: max_norm, scale_grad_by_freq and sparse are not supported; leave them out.");
                return new(num_embeddings, embedding_dims, padding_idx, device, dtype);
            }
        }
    }
}
