using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.utils.rnn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>Numbers, gradients and names are compared with PyTorch's in ModuleFixtureTests; here is what must hold between calls.</summary>
public class RecurrentTests
{
    static readonly long[] Lengths = [2, 4, 3];

    static List<Tensor> Sequences() => [.. Lengths.Select(n => randn(n, 3))];

    [Fact]
    public void Packed_sequences_give_what_each_gives_alone()
    {
        var (rnn, lstm, gru) = (RNN(3, 4, bidirectional: true), LSTM(3, 4, 2, bidirectional: true), GRU(3, 4));
        var sequences = Sequences();
        using var packed = pack_sequence(sequences, enforce_sorted: false);
        var (ofRnn, hRnn) = rnn.call(packed);
        var (ofLstm, hLstm, cLstm) = lstm.call(packed);
        var (ofGru, hGru) = gru.call(packed);
        for (var i = 0; i < sequences.Count; i++)
        {
            var (y, h) = rnn.call(sequences[i]);
            Same(ofRnn, y, (hRnn, h));
            var (z, s, c) = lstm.call(sequences[i]);
            Same(ofLstm, z, (hLstm, s), (cLstm, c));
            var (g, k) = gru.call(sequences[i]);
            Same(ofGru, g, (hGru, k));

            void Same(PackedSequence all, Tensor alone, params (Tensor All, Tensor Alone)[] states)
            {
                var (padded, lengths) = pad_packed_sequence(all, batch_first: true, padding_value: -5);
                Equal(alone, padded[i, ..(int)Lengths[i]], 1e-5);
                Assert.Equal(Lengths, lengths.data<long>().ToArray());
                if (Lengths[i] < 4) Assert.Equal(-5, padded[i, 3, 0].item<float>());
                foreach (var (batch, one) in states) Equal(one, batch.select(1, i), 1e-5);
            }
        }
    }

    [Fact]
    public void Padding_is_put_in_and_left_out()
    {
        var sequences = Sequences();
        Assert.Equal([4L, 3L, 3L], pad_sequence(sequences).shape);
        var padded = pad_sequence(sequences, batch_first: true, padding_value: 9);
        Assert.Equal([3L, 4L, 3L], padded.shape);
        Assert.Equal(9, padded[0, 2, 0].item<float>());
        var packed = pack_padded_sequence(padded, tensor(Lengths), batch_first: true, enforce_sorted: false);
        Assert.Equal([3L, 3, 2, 1], packed.batch_sizes.data<long>().ToArray());
        Assert.Equal([1L, 2, 0], packed.sorted_indices!.data<long>().ToArray());
        Assert.Equal([2L, 0, 1], packed.unsorted_indices!.data<long>().ToArray());
        Assert.Equal([9L, 3L], packed.data.shape);
        Equal(sequences[1][0], packed.data[0]);
        var (back, _) = pad_packed_sequence(packed, batch_first: true, padding_value: 9);
        Equal(padded, back);
        Assert.Contains("the longest sequence has 4", Assert.Throws<ArgumentException>(() => pad_packed_sequence(packed, total_length: 3)).Message);
        Assert.Null(pack_sequence([sequences[1], sequences[2]]).sorted_indices);
        Assert.Contains("sorted", Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => pack_sequence(sequences)).Message);
    }

    [Fact]
    public void A_packed_sequence_moves_between_scopes_as_one()
    {
        PackedSequence kept, outer;
        using (var scope = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = pack_sequence(Sequences(), enforce_sorted: false).DetachFromDisposeScope();
                outer = pack_sequence(Sequences(), enforce_sorted: false).MoveToOuterDisposeScope();
            }
            Assert.Equal((4, false), (scope.DisposablesCount, outer.data.IsInvalid));
            kept.MoveToOtherDisposeScope(outer);
            Assert.True(scope.Contains(kept.unsorted_indices!));
            kept.DetachFromDisposeScope();
            kept.MoveToOtherDisposeScope(scope);
            Assert.Equal(8, scope.DisposablesCount);
            kept.DetachFromDisposeScope();
        }
        Assert.True(outer.batch_sizes.IsInvalid);
        kept.Dispose();
        Assert.True(kept.data.IsInvalid && kept.batch_sizes.IsInvalid && kept.sorted_indices!.IsInvalid && kept.unsorted_indices!.IsInvalid);
    }

    [Fact]
    public void Cells_step_as_their_networks_do()
    {
        var x = randn(5, 2, 3);
        var (net, cell) = (LSTM(3, 4), LSTMCell(3, 4));
        cell.load_state_dict(net.state_dict().ToDictionary(p => p.Key.Replace("_l0", ""), p => p.Value));
        (Tensor, Tensor)? state = null;
        for (var t = 0; t < 5; t++) state = cell.call(x[t], state);
        var (_, h, c) = net.call(x);
        Equal(h[0], state!.Value.Item1, 1e-5);
        Equal(c[0], state.Value.Item2, 1e-5);
    }

    [Fact]
    public void Dropout_is_between_layers_in_training_only()
    {
        var m = GRU(3, 4, 2, dropout: 0.5);
        var x = randn(5, 2, 3);
        Assert.False(m.call(x).Item1.allclose(m.call(x).Item1));
        m.eval();
        Equal(m.call(x).Item1, m.call(x).Item1);
        Assert.Contains("probability", Assert.Throws<ArgumentException>(() => LSTM(3, 4, dropout: 1.5)).Message);
    }

    [Fact]
    public void Weights_are_found_by_layer_and_direction()
    {
        var m = RNN(3, 4, 2, bidirectional: true);
        Assert.Same(m.get_parameter("weight_ih_l1"), m.get_weight_ih(2));
        Assert.Same(m.get_parameter("weight_hh_l1_reverse"), m.get_weight_hh(3));
        Assert.Same(m.get_parameter("bias_ih_l0_reverse"), m.get_bias_ih(1));
        Assert.Same(m.get_parameter("bias_hh_l0"), m.get_bias_hh(0));
        Assert.Null(RNN(3, 4, bias: false).get_bias_ih(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => m.get_weight_ih(4));
        m.flatten_parameters();
        Assert.Equal([4L, 8L], m.get_weight_ih(2).shape);
    }

    [Fact]
    public void Conversion_reaches_the_weights()
    {
        var m = LSTM(3, 4).to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, m.call(randn(5, 2, 3, ScalarType.Float64)).Item2.dtype);
    }

    [Theory]
    [InlineData("expected 3 (time, batch, features)", 3L)]
    [InlineData("Expected 3, got 5", 5L, 2L, 5L)]
    public void Wrong_inputs_are_refused(string message, params long[] shape)
    {
        foreach (var call in new Action[] { () => LSTM(3, 4).call(ones(shape)), () => GRU(3, 4).call(ones(shape)), () => RNN(3, 4).call(ones(shape)) })
            Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message);
    }

    [Fact]
    public void Wrong_states_are_refused()
    {
        Assert.Contains("c0 has the shape [1, 2, 5]; expected [1, 2, 4]", Assert.Throws<ArgumentException>(() => LSTM(3, 4).call(ones(5, 2, 3), (ones(1, 2, 4), ones(1, 2, 5)))).Message);
        Assert.Contains("h0 has the shape [1, 2, 4]; expected [1, 4]", Assert.Throws<ArgumentException>(() => GRU(3, 4).call(ones(5, 3), ones(1, 2, 4))).Message);
        Assert.Contains("expected [2, 4]", Assert.Throws<ArgumentException>(() => GRUCell(3, 4).call(ones(2, 3), ones(1, 4))).Message);
        Assert.Contains("expected [batch, 3]", Assert.Throws<ArgumentException>(() => RNNCell(3, 4).call(ones(2, 5), null)).Message);
    }
}
