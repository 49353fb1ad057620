using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>Numbers, gradients and names are compared with PyTorch's in ModuleFixtureTests; here is what must hold between calls.</summary>
public class AttentionTests
{
    [Fact]
    public void What_is_masked_makes_no_difference()
    {
        var m = MultiheadAttention(6, 2);
        var (query, source) = (randn(3, 1, 6), randn(4, 1, 6));
        var hidden = tensor(new[,] { { false, false, true, true } });
        var (y, weights) = m.call(query, source, source, hidden);
        Equal([0, 0], weights![0, 1, 2..], [2]);
        Equal(ones(1, 3), weights.sum([-1]));
        Equal(m.call(query, source[..2], source[..2]).Item1, y, 1e-5);
        var everywhere = zeros(3, 4);
        everywhere[.., 2..] = double.NegativeInfinity;
        Equal(y, m.call(query, source, source, attn_mask: everywhere).Item1, 1e-5);
        Equal(y, m.call(query, source, source, attn_mask: everywhere.isinf()).Item1, 1e-5);
        Equal(y, m.call(query, source, source, attn_mask: everywhere.isinf().to(ScalarType.Byte)).Item1, 1e-5);
        Equal(y, m.call(query, source, source, attn_mask: everywhere.expand(2, 3, 4)).Item1, 1e-5);
        Assert.Null(m.call(query, source, source, need_weights: false).Item2);
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        var m = MultiheadAttention(6, 2);
        var x = randn(3, 2, 6);
        Assert.Contains("embed_dim must be divisible by num_heads", Assert.Throws<ArgumentException>(() => MultiheadAttention(5, 2)).Message);
        Assert.Contains("[3, 2, 5]", Assert.Throws<ArgumentException>(() => m.call(x, randn(3, 2, 5), x)).Message);
        Assert.Contains("expected [targets, batch, 6]", Assert.Throws<ArgumentException>(() => m.call(x, randn(4, 2, 6), x)).Message);
        Assert.Contains("key_padding_mask has the shape [3, 2]; expected [2, 3]", Assert.Throws<ArgumentException>(() => m.call(x, x, x, zeros(3, 2, ScalarType.Bool))).Message);
        Assert.Contains("expected [3, 3] or [4, 3, 3]", Assert.Throws<ArgumentException>(() => m.call(x, x, x, attn_mask: zeros(2, 3, 3))).Message);
        Assert.Contains("attn_mask is Int64", Assert.Throws<ArgumentException>(() => m.call(x, x, x, attn_mask: zeros(3, 3, ScalarType.Int64))).Message);
    }

    [Fact]
    public void A_causal_encoder_does_not_look_ahead()
    {
        var m = TransformerEncoder(TransformerEncoderLayer(6, 2, 8), 2);
        m.eval();
        var mask = full(4, 4, double.NegativeInfinity).triu(1);
        var x = randn(4, 1, 6);
        var changed = x.clone();
        changed[3] = 9;
        Equal(m.call(x, mask)[..3], m.call(changed, mask)[..3], 1e-5);
        Assert.False(m.call(x)[..3].allclose(m.call(changed)[..3]));
        Equal(m.call(x), m.call(x, null));
        Equal(m.call(x, mask), m.call(x, mask, null));
    }

    [Fact]
    public void An_encoder_copies_its_layer_without_drawing()
    {
        var layer = TransformerEncoderLayer(6, 2, 8).to(ScalarType.Float64);
        layer.get_parameter("linear1.bias")!.requires_grad = false;
        layer.eval();
        manual_seed(3);
        var m = TransformerEncoder(layer, 2);
        var next = rand(1).item<float>();
        manual_seed(3);
        Assert.Equal(rand(1).item<float>(), next);
        var (own, copy) = (layer.get_parameter("linear1.weight")!, m.get_parameter("layers.1.linear1.weight")!);
        Equal(own, copy);
        Assert.Equal(ScalarType.Float64, copy.dtype);
        Assert.False(m.get_parameter("layers.0.linear1.bias")!.requires_grad);
        using (no_grad()) own.zero_();
        Assert.NotEqual(0, copy.abs().sum().ToDouble());
    }

    [Fact]
    public void Training_and_evaluation_reach_the_inner_dropout()
    {
        var (src, tgt) = (randn(3, 2, 6), randn(4, 2, 6));
        foreach (var m in new[] { Transformer(6, 2, 1, 1, 8, 0.5), Transformer(6, 2, 2, 2, 8, 0.5, Activations.GELU) })
        {
            Assert.False(m.call(src, tgt).allclose(m.call(src, tgt)));
            m.eval();
            Equal(m.call(src, tgt), m.call(src, tgt, null));
            m.train();
            Assert.False(m.call(src, tgt).allclose(m.call(src, tgt)));
        }
        Assert.Equal(["norm.weight", "norm.bias"], Transformer(6, 2, 1, 1, 8).named_parameters().Select(p => p.name).Where(n => n.StartsWith("encoder.norm")).Select(n => n["encoder.".Length..]));
    }

    [Fact]
    public void A_layer_converts_saves_and_loads_as_a_whole()
    {
        var (a, b) = (TransformerDecoderLayer(6, 2, 8, 0), TransformerDecoderLayer(6, 2, 8, 0));
        b.load_state_dict(a.state_dict());
        var (tgt, memory) = (randn(4, 2, 6), randn(3, 2, 6));
        Equal(a.call(tgt, memory), b.call(tgt, memory));
        b.to(ScalarType.Float64);
        Equal(a.call(tgt, memory), b.call(tgt.@double(), memory.@double()), 1e-5);
        b.Dispose();
        Assert.All(b.parameters(), p => Assert.True(p.IsInvalid));
        Equal(TransformerDecoder(a, 1).call(tgt, memory), a.call(tgt, memory));
    }

    [Fact]
    public void Nothing_is_left_in_the_caller_s_scope()
    {
        var (x, tokens) = (randn(4, 2, 6), randint(0, 5, new long[] { 4, 2 }));
        var (mha, encoder, decoder, whole) = (MultiheadAttention(6, 2, add_bias_kv: true, add_zero_attn: true), TransformerEncoder(TransformerEncoderLayer(6, 2, 8), 2), TransformerDecoder(TransformerDecoderLayer(6, 2, 8), 2), Transformer(6, 2, 1, 1, 8));
        var (lstm, cell, bag, embedding) = (LSTM(6, 3, 2, bidirectional: true), LSTMCell(6, 3), EmbeddingBag(5, 3, max_norm: 1), Embedding(5, 3, max_norm: 1));
        var mask = zeros(4, 4, ScalarType.Bool);
        var padding = zeros(2, 4, ScalarType.Bool);
        (int Results, Action Call)[] calls =
        [
            (2, () => mha.call(x, x, x, padding, attn_mask: mask)),
            (1, () => mha.call(x, x, x, need_weights: false)),
            (1, () => encoder.call(x, mask)),
            (1, () => decoder.call(x, x, mask, mask, padding, padding)),
            (1, () => whole.call(x, x, mask)),
            (3, () => lstm.call(x)),
            (2, () => cell.call(x[0].DetachFromDisposeScope())),
            (1, () => bag.call(tokens)),
            (1, () => embedding.call(tokens)),
        ];
        foreach (var (results, call) in calls)
        {
            using var scope = NewDisposeScope();
            call();
            Assert.Equal(results, scope.DisposablesCount);
        }
    }
}
