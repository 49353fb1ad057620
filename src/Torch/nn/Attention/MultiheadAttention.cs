using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Scaled dot-product attention in several heads (Vaswani et al. 2017, arXiv:1706.03762), with PyTorch's parameters.</summary>
    public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor?>>
    {
        readonly long width, heads, keyWidth, valueWidth;
        readonly double dropout;
        readonly bool addZero;

        internal MultiheadAttention(long width, long heads, double dropout, bool bias, bool addBias, bool addZero, long? keyWidth, long? valueWidth) : base("torch::nn::MultiheadAttention")
        {
            if (heads <= 0 || width % heads != 0) throw new ArgumentException($"embed_dim must be divisible by num_heads: they are {width} and {heads}.");
            (this.width, this.heads, this.keyWidth, this.valueWidth) = (width, heads, keyWidth ?? width, valueWidth ?? width);
            (this.dropout, this.addZero) = (dropout, addZero);
            string[] inputs = Packed ? ["in_proj_weight"] : ["q_proj_weight", "k_proj_weight", "v_proj_weight"];
            long[][] sizes = Packed ? [[3 * width, width]] : [[width, width], [width, this.keyWidth], [width, this.valueWidth]];
            foreach (var (name, size) in inputs.Zip(sizes)) register_parameter(name, nn.NewParameter(size, null, null));
            if (bias) register_parameter("in_proj_bias", nn.NewParameter([3 * width], null, null));
            if (addBias)
            {
                register_parameter("bias_k", nn.NewParameter([1, 1, width], null, null));
                register_parameter("bias_v", nn.NewParameter([1, 1, width], null, null));
            }
            Enclose("out_proj", nn.Linear(width, width, bias)); // the order of these draws is PyTorch's
            foreach (var name in inputs) nn.init.xavier_uniform_(_internal_params[name]);
            if (bias)
            {
                nn.init.zeros_(_internal_params["in_proj_bias"]);
                nn.init.zeros_(_internal_params["out_proj.bias"]);
            }
            if (!addBias) return;
            nn.init.xavier_normal_(_internal_params["bias_k"]);
            nn.init.xavier_normal_(_internal_params["bias_v"]);
        }

        bool Packed => keyWidth == width && valueWidth == width;

        Parameter? Find(string name) => _internal_params.TryGetValue(name, out var parameter) ? parameter : null;

        /// <param name="query">[targets, batch, embedding], or [targets, embedding].</param>
        /// <param name="key">[sources, batch, kdim].</param>
        /// <param name="value">[sources, batch, vdim].</param>
        /// <param name="key_padding_mask">[batch, sources]: true (or a number to add to the scores) where a source does not count; or null.</param>
        /// <param name="need_weights">Gives the weights as well, [batch, targets, sources], the mean of the heads; else they are null.</param>
        /// <param name="attn_mask">[targets, sources] or [batch x heads, targets, sources]: true (or a number to add to the scores) where a target may not look; or null.</param>
        public override Tuple<Tensor, Tensor?> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
        {
            CheckShapes(query, key, value);
            using var scope = NewDisposeScope();
            var single = query.dim() == 2;
            if (single) (query, key, value, key_padding_mask) = (query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1), key_padding_mask?.unsqueeze(0));
            var (targets, batch) = (query.shape[0], query.shape[1]);
            var (q, k, v) = Project(query, key, value);
            var mask = AttentionMask.Merge(attn_mask, key_padding_mask, targets, key.shape[0], batch, heads, q.dtype);
            if (Find("bias_k") is { } biasK)
            {
                k = cat([k, biasK.repeat(1, batch, 1)]);
                v = cat([v, Find("bias_v")!.repeat(1, batch, 1)]);
                mask = AttentionMask.AddSource(mask);
            }
            (q, k, v) = (ByHead(q, batch), ByHead(k, batch), ByHead(v, batch));
            if (addZero)
            {
                var zero = zeros([batch * heads, 1, width / heads], k.dtype, k.device);
                (k, v) = (cat([k, zero], 1), cat([v, zero], 1));
                mask = AttentionMask.AddSource(mask);
            }
            var scaled = q / Math.Sqrt(width / heads);
            var scores = mask is null ? scaled.bmm(k.transpose(1, 2)) : Ops.baddbmm.Call(mask, scaled, k.transpose(1, 2));
            var weights = scores.softmax(-1);
            if (training && dropout > 0) weights = nn.functional.dropout(weights, dropout, training: true);
            var mixed = weights.bmm(v).transpose(0, 1).contiguous().view(targets * batch, width);
            var output = nn.functional.linear(mixed, Find("out_proj.weight")!, Find("out_proj.bias")).view(targets, batch, width);
            var shown = need_weights ? weights.view(batch, heads, targets, k.shape[1]).sum([1]) / heads : null;
            if (single) (output, shown) = (output.squeeze(1), shown?.squeeze(0));
            return new(output.MoveToOuterDisposeScope(), shown?.MoveToOuterDisposeScope());
        }

        /// <summary>The result and, if they are asked for, the weights of the sources.</summary>
        public new Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
            base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

        (Tensor Q, Tensor K, Tensor V) Project(Tensor query, Tensor key, Tensor value)
        {
            var biases = Find("in_proj_bias")?.chunk(3);
            Tensor[] weights = Packed ? Find("in_proj_weight")!.chunk(3) : [Find("q_proj_weight")!, Find("k_proj_weight")!, Find("v_proj_weight")!];
            return (nn.functional.linear(query, weights[0], biases?[0]), nn.functional.linear(key, weights[1], biases?[1]), nn.functional.linear(value, weights[2], biases?[2]));
        }

        /// <summary>[length, batch, width] as [batch x heads, length, width of a head].</summary>
        Tensor ByHead(Tensor x, long batch) => x.contiguous().view(x.shape[0], batch * heads, width / heads).transpose(0, 1);

        void CheckShapes(Tensor query, Tensor key, Tensor value)
        {
            var dimensions = query.dim();
            var fits = dimensions is 2 or 3 && key.dim() == dimensions && value.dim() == dimensions
                && query.shape[^1] == width && key.shape[^1] == keyWidth && value.shape[^1] == valueWidth
                && key.shape.AsSpan(..^1).SequenceEqual(value.shape.AsSpan(..^1)) && (dimensions == 2 || query.shape[1] == key.shape[1]);
            if (!fits)
                throw new ArgumentException($"MultiheadAttention: query, key and value have the shapes {Text(query)}, {Text(key)} and {Text(value)}; expected [targets, batch, {width}], [sources, batch, {keyWidth}] and [sources, batch, {valueWidth}] (all of them without batch for one sequence).");

            static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Attention in several heads.</summary>
            /// <param name="embedded_dim">The length of a query and of a result.</param>
            /// <param name="num_heads">How many heads share it.</param>
            /// <param name="dropout">The probability with which a weight is dropped in training.</param>
            /// <param name="bias">With biases.</param>
            /// <param name="add_bias_kv">With one more source, which is trained.</param>
            /// <param name="add_zero_attn">With one more source of zeros.</param>
            /// <param name="kdim">The length of a key; that of a query if null.</param>
            /// <param name="vdim">The length of a value; that of a query if null.</param>
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null) =>
                new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim);
        }
    }
}
