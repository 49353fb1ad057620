using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.utils.rnn;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>
/// Recurrent, embedding and attention modules have PyTorch's names and draw its initial values, bit by bit; results, gradients
/// and the use of the random generator are PyTorch's.
/// </summary>
public class ModuleFixtureTests
{
    static readonly PyTorchFixture Fixture = new("modules.json");

    sealed record Case(Func<Module> Make, Func<Module, object> Run);

    static Case Of<T>(Func<T> make, Func<T, object> run) where T : Module => new(make, m => run((T)m));

    static Tensor Causal(long n) => full(n, n, double.NegativeInfinity).triu(1);

    /// <summary>The padding of a first sequence that is one shorter than the second.</summary>
    static Tensor OneShorter(long length)
    {
        var mask = zeros(2, length, ScalarType.Bool);
        mask[0, length - 1] = true;
        return mask;
    }

    static PackedSequence Packed() => pack_padded_sequence(randn(4, 3, 3), tensor(new long[] { 2, 4, 3 }), enforce_sorted: false);

    static object[] Unpacked(PackedSequence y, params Tensor[] states)
    {
        var (padded, lengths) = pad_packed_sequence(y, padding_value: 7, total_length: 5);
        return [padded, lengths, states];
    }

    static readonly Dictionary<string, Case> Cases = new()
    {
        ["RNN"] = Of(() => RNN(3, 4), m => m.call(randn(5, 2, 3))),
        ["RNN_relu_2_bidirectional"] = Of(() => RNN(3, 4, 2, NonLinearities.ReLU, bidirectional: true), m => m.call(randn(5, 2, 3), randn(4, 2, 4))),
        ["RNN_packed"] = Of(() => RNN(3, 4), m => m.call(Packed()) is var (y, h) ? Unpacked(y, h) : []),
        ["LSTM"] = Of(() => LSTM(3, 4), m => m.call(randn(5, 2, 3))),
        ["LSTM_2_bidirectional_dropout"] = Of(() => LSTM(3, 4, 2, batchFirst: true, dropout: 0.4, bidirectional: true), m => m.call(randn(2, 5, 3))),
        ["LSTM_states"] = Of(() => LSTM(3, 4, bias: false), m => m.call(randn(5, 2, 3), (randn(1, 2, 4), randn(1, 2, 4)))),
        ["LSTM_single"] = Of(() => LSTM(3, 4, 2), m => m.call(randn(5, 3), (randn(2, 4), randn(2, 4)))),
        ["LSTM_packed"] = Of(() => LSTM(3, 4, bidirectional: true), m => m.call(Packed()) is var (y, h, c) ? Unpacked(y, h, c) : []),
        ["LSTM_packed_states"] = Of(() => LSTM(3, 4), m =>
        {
            var (h0, c0) = (randn(1, 3, 4), randn(1, 3, 4));
            var (y, h, c) = m.call(Packed(), (h0, c0));
            return Unpacked(y, h, c);
        }),
        ["GRU_2"] = Of(() => GRU(3, 4, 2, dropout: 0.3), m => m.call(randn(5, 2, 3), randn(2, 2, 4))),
        ["GRU_packed_states"] = Of(() => GRU(3, 4), m =>
        {
            var h0 = randn(1, 3, 4);
            var (y, h) = m.call(Packed(), h0);
            return Unpacked(y, h);
        }),
        ["RNNCell"] = Of(() => RNNCell(3, 4), m => m.call(randn(2, 3), randn(2, 4))),
        ["RNNCell_relu"] = Of(() => RNNCell(3, 4, NonLinearities.ReLU, bias: false), m => m.call(randn(2, 3), null)),
        ["LSTMCell"] = Of(() => LSTMCell(3, 4), m => m.call(randn(2, 3))),
        ["LSTMCell_states"] = Of(() => LSTMCell(3, 4), m => m.call(randn(3), (randn(4), randn(4)))),
        ["GRUCell"] = Of(() => GRUCell(3, 4), m => m.call(randn(2, 3), null)),
        ["GRUCell_state"] = Of(() => GRUCell(3, 4, bias: false), m => m.call(randn(2, 3), randn(2, 4))),
        ["Embedding_padding"] = Of(() => Embedding(5, 3, padding_idx: -2), m => m.call(randint(0, 5, new long[] { 4, 6 }))),
        ["Embedding_scaled_max_norm"] = Of(() => Embedding(5, 3, max_norm: 1.2, norm_type: 1, scale_grad_by_freq: true), m => m.call(randint(0, 5, new long[] { 4, 6 }))),
        ["EmbeddingBag_mean"] = Of(() => EmbeddingBag(6, 3), m => m.call(randint(0, 6, new long[] { 4, 5 }))),
        ["EmbeddingBag_sum_weighted"] = Of(() => EmbeddingBag(6, 3, mode: EmbeddingBagMode.Sum, padding_index: 2), m => m.call(randint(0, 6, new long[] { 8 }), tensor(new long[] { 0, 3, 3 }), randn(8))),
        ["EmbeddingBag_max_end"] = Of(() => EmbeddingBag(6, 3, mode: EmbeddingBagMode.Max, include_last_offset: true), m => m.call(randint(0, 6, new long[] { 8 }), tensor(new long[] { 0, 2, 8 }))),
        ["EmbeddingBag_max_norm"] = Of(() => EmbeddingBag(6, 3, max_norm: 0.7, scale_grad_by_freq: true), m => m.call(randint(0, 6, new long[] { 4, 5 }))),
        ["MultiheadAttention"] = Of(() => MultiheadAttention(6, 3), m => m.call(randn(4, 2, 6), randn(5, 2, 6), randn(5, 2, 6))),
        ["MultiheadAttention_masks"] = Of(() => MultiheadAttention(6, 3), m => m.call(randn(4, 2, 6), randn(4, 2, 6), randn(4, 2, 6), tensor(new[,] { { false, false, true, false }, { false, false, false, false } }), attn_mask: Causal(4))),
        ["MultiheadAttention_bool_mask"] = Of(() => MultiheadAttention(6, 2), m => m.call(randn(4, 1, 6), randn(4, 1, 6), randn(4, 1, 6), attn_mask: ones(2, 4, 4).triu(1).to(ScalarType.Bool))),
        ["MultiheadAttention_other_sizes"] = Of(() => MultiheadAttention(6, 2, kdim: 3, vdim: 5, bias: false), m => m.call(randn(4, 2, 6), randn(5, 2, 3), randn(5, 2, 5))),
        ["MultiheadAttention_more_sources"] = Of(() => MultiheadAttention(6, 2, add_bias_kv: true, add_zero_attn: true), m => m.call(randn(3, 2, 6), randn(3, 2, 6), randn(3, 2, 6), OneShorter(3), attn_mask: Causal(3))),
        ["MultiheadAttention_dropout_no_weights"] = Of(() => MultiheadAttention(6, 2, dropout: 0.4), m => m.call(randn(3, 2, 6), randn(5, 2, 6), randn(5, 2, 6), need_weights: false)),
        ["MultiheadAttention_single"] = Of(() => MultiheadAttention(6, 2), m => m.call(randn(3, 6), randn(5, 6), randn(5, 6))),
        ["TransformerEncoderLayer"] = Of(() => TransformerEncoderLayer(6, 2, 8, 0), m => m.call(randn(4, 2, 6))),
        ["TransformerEncoderLayer_dropout_masks"] = Of(() => TransformerEncoderLayer(6, 2, 8, activation: Activations.GELU), m => m.call(randn(4, 2, 6), Causal(4), OneShorter(4))),
        ["TransformerEncoder"] = Of(() => TransformerEncoder(TransformerEncoderLayer(6, 2, 8), 2), m => m.call(randn(4, 2, 6), Causal(4))),
        ["TransformerDecoderLayer"] = Of(() => TransformerDecoderLayer(6, 2, 8), m => m.call(randn(4, 2, 6), randn(3, 2, 6))),
        ["TransformerDecoder"] = Of(() => TransformerDecoder(TransformerDecoderLayer(6, 2, 8, activation: Activations.GELU), 2), m => m.call(randn(4, 2, 6), randn(3, 2, 6), Causal(4), randn(4, 3), OneShorter(4), OneShorter(3))),
        ["Transformer"] = Of(() => Transformer(6, 2, 2, 1, 8), m => m.call(randn(3, 2, 6), randn(4, 2, 6))),
        ["Transformer_masks"] = Of(() => Transformer(6, 2, 1, 2, 8, 0.2, Activations.GELU), m => m.call(randn(3, 2, 6), randn(4, 2, 6), Causal(3), Causal(4), randn(4, 3), OneShorter(3), OneShorter(4), OneShorter(3))),
    };

    public static TheoryData<string> Names => [.. Fixture.Names("cases")];

    [Theory, MemberData(nameof(Names))]
    public void Does_what_PyTorch_does(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        var module = Cases[name].Make();
        Assert.Equal(Fixture.At("cases", name, "names").EnumerateArray().Select(n => n.GetString()), module.named_parameters().Select(p => p.name));
        Fixture.Check(Joined(module.parameters()), "cases", name, "initial");
        manual_seed(12);
        List<Tensor> results = [.. Flat(Cases[name].Run(module))];
        var recorded = Fixture.At("cases", name, "results").EnumerateArray().Select(PyTorchFixture.Read).ToList();
        Assert.Equal(recorded.Count, results.Count);
        foreach (var (expected, result) in recorded.Zip(results)) Helpers.TensorAssert.Equal(expected, result, 1e-5);
        results.Where(r => r.requires_grad).Select(r => (r * r).sum()).Aggregate((a, b) => a + b).backward();
        Helpers.TensorAssert.Equal(PyTorchFixture.Read(Fixture.At("cases", name, "gradients")), Joined(module.parameters().Select(p => p.grad ?? zeros_like(p))), 1e-4);
        Fixture.Check(rand(1), "cases", name, "next");
    }

    static Tensor Joined(IEnumerable<Tensor> tensors) => cat(tensors.Select(t => t.detach().reshape(-1)).ToArray());

    static IEnumerable<Tensor> Flat(object? results) => results switch
    {
        Tensor t => [t],
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flat(tuple[i])),
        Array array => array.Cast<object?>().SelectMany(Flat),
        _ => [],
    };
}
