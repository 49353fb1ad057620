using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>What becomes of the rows of a bag.</summary>
    public enum EmbeddingBagMode
    {
        Sum = 0,
        Mean = 1,
        Max = 2,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>A table from which bags of rows are looked up, and each bag is summed up without making its rows.</summary>
    public sealed class EmbeddingBag : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>
    {
        readonly EmbeddingTable table;
        readonly EmbeddingBagMode mode;
        readonly bool endGiven;

        internal EmbeddingBag(Parameter weight, EmbeddingTable table, EmbeddingBagMode mode, bool endGiven) : base("torch::nn::EmbeddingBagImpl")
        {
            if (mode == EmbeddingBagMode.Max && (table.ScaleGradient || table.Sparse)) throw new ArgumentException("EmbeddingBag: the mode Max supports neither scale_grad_by_freq nor sparse.");
            (this.table, this.mode, this.endGiven) = (table, mode, endGiven);
            this.weight = weight;
        }

        /// <summary>The table, one row per number.</summary>
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        /// <param name="input">[bags, size of a bag] without offsets, or all numbers in one dimension with them.</param>
        /// <param name="offsets">Where each bag begins, or null.</param>
        /// <param name="perSampleWeights">A factor for every number (only with the mode Sum), or null.</param>
        public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
        {
            if (input.dim() is not (1 or 2)) throw new ArgumentException($"EmbeddingBag: the input has {input.dim()} dimensions; expected 2, or 1 with offsets.", nameof(input));
            if (input.dim() == 1 && offsets is null) throw new ArgumentException("EmbeddingBag: an input of one dimension needs offsets, which say where each bag begins.", nameof(offsets));
            if (input.dim() == 2 && offsets is not null) throw new ArgumentException("EmbeddingBag: an input of two dimensions has one bag per row and takes no offsets.", nameof(offsets));
            if (perSampleWeights is not null && mode != EmbeddingBagMode.Sum) throw new ArgumentException($"EmbeddingBag: perSampleWeights need the mode Sum, but it is {mode}.", nameof(perSampleWeights));
            if (perSampleWeights is not null && !perSampleWeights.shape.SequenceEqual(input.shape)) throw new ArgumentException($"EmbeddingBag: perSampleWeights have the shape [{string.Join(", ", perSampleWeights.shape)}], the input [{string.Join(", ", input.shape)}].", nameof(perSampleWeights));
            table.Renormalize(weight, input);
            using var scope = NewDisposeScope();
            var starts = offsets ?? arange(0, Math.Max(input.numel(), 1), Math.Max(input.shape[1], 1), input.dtype, input.device)[..(int)input.shape[0]];
            var (result, _, _, _) = Ops.embedding_bag_padding_idx.CallQuadruple(weight, input.reshape(-1), starts, table.ScaleGradient, (int)mode, table.Sparse, perSampleWeights?.reshape(-1), endGiven, table.Padding < 0 ? null : (long?)table.Padding);
            return result.MoveToOuterDisposeScope();
        }

        /// <summary>The sum, mean or maximum of every bag.</summary>
        public new Tensor call(Tensor input, Tensor? offsets, Tensor? perSampleWeights) => base.call(input, offsets, perSampleWeights);

        public Tensor call(Tensor input, Tensor? offsets) => base.call(input, offsets, null);

        public Tensor call(Tensor input) => base.call(input, null, null);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table from which bags of rows are looked up, drawn normally.</summary>
            /// <param name="num_embeddings">How many rows.</param>
            /// <param name="embedding_dims">How many numbers a row has.</param>
            /// <param name="max_norm">Rows that are looked up are first shortened to this norm.</param>
            /// <param name="norm_type">Which norm that is.</param>
            /// <param name="scale_grad_by_freq">Gradients are divided by how often the row occurs in the batch.</param>
            /// <param name="mode">What becomes of the rows of a bag.</param>
            /// <param name="sparse">Gradients are sparse tensors.</param>
            /// <param name="include_last_offset">The last offset is where the last bag ends.</param>
            /// <param name="padding_index">A row that is zero, stays so and does not count; none if negative.</param>
            /// <param name="device">Where the table is made.</param>
            /// <param name="dtype">Its type.</param>
            public static EmbeddingBag EmbeddingBag(long num_embeddings, long embedding_dims, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null)
            {
                var table = new EmbeddingTable(num_embeddings, padding_index < 0 ? null : padding_index, max_norm, norm_type, scale_grad_by_freq, sparse);
                return new(table.Draw(embedding_dims, device, dtype), table, mode, include_last_offset);
            }

            /// <summary>A table of bags with the given rows; frozen, it is not trained.</summary>
            public static EmbeddingBag EmbeddingBag_from_pretrained(Tensor embeddings, bool freeze = true, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null)
            {
                var table = new EmbeddingTable(embeddings.shape[0], padding_index < 0 ? null : padding_index, max_norm, norm_type, scale_grad_by_freq, sparse);
                return new(EmbeddingTable.Take(embeddings, freeze, device, dtype), table, mode, include_last_offset);
            }
        }
    }
}
