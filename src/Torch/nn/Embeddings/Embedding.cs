using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table from which rows are looked up by number.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        readonly EmbeddingTable table;

        internal Embedding(Parameter weight, EmbeddingTable table) : base("torch::nn::EmbeddingImpl")
        {
            this.table = table;
            this.weight = weight;
        }

        /// <summary>The table, one row per number.</summary>
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        public override Tensor forward(Tensor input)
        {
            table.Renormalize(weight, input);
            return Ops.embedding.Call(weight, input, table.Padding, table.ScaleGradient, table.Sparse);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table from which rows are looked up by number, drawn normally.</summary>
            /// <param name="num_embeddings">How many rows.</param>
            /// <param name="embedding_dims">How many numbers a row has.</param>
            /// <param name="padding_idx">A row that is zero and stays so; counted from the end if negative.</param>
            /// <param name="max_norm">Rows that are looked up are first shortened to this norm.</param>
            /// <param name="norm_type">Which norm that is.</param>
            /// <param name="scale_grad_by_freq">Gradients are divided by how often the row occurs in the batch.</param>
            /// <param name="sparse">Gradients are sparse tensors.</param>
            /// <param name="device">Where the table is made.</param>
            /// <param name="dtype">Its type.</param>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var table = new EmbeddingTable(num_embeddings, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                return new(table.Draw(embedding_dims, device, dtype), table);
            }

            /// <summary>A table with the given rows; frozen, it is not trained.</summary>
            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(EmbeddingTable.Take(embeddings, freeze, device, dtype), new(embeddings.shape[0], padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse));
        }
    }
}
