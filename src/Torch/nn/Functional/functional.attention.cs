namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // libtorch 2 has the operator under its public name; 1.13 under the other one, with two results.
            static readonly Op Attention = new("scaled_dot_product_attention"), OldAttention = new("_scaled_dot_product_attention");
            static bool? hasAttention;

            /// <summary>softmax(Q K^T / sqrt(width) + mask) V (Vaswani et al. 2017, arXiv:1706.03762).</summary>
            /// <param name="query">[..., queries, width].</param>
            /// <param name="key">[..., keys, width].</param>
            /// <param name="value">[..., keys, out width].</param>
            /// <param name="attn_mask">Numbers to add to the scores, or true where a query may look; [..., queries, keys].</param>
            /// <param name="p">The probability with which a weight is set to zero.</param>
            /// <param name="is_casual">Queries look only at keys up to their own position; not together with a mask.</param>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false) =>
                (hasAttention ??= Attention.Exists)
                    ? Attention.Call(query, key, value, attn_mask, p, is_casual)
                    : First(OldAttention.CallPair(query, key, value, attn_mask, p, false, is_casual));
        }
    }
}
