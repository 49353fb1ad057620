using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules
{
    /// <summary>Elman's recurrent network: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or ReLU, in one or more layers. Call gives all outputs and the last states.</summary>
    public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        readonly Recurrence recurrence;
        readonly bool relu;

        internal RNN(bool relu, Recurrence recurrence, Device? device, ScalarType? dtype) : base("torch::nn::RNNImpl")
        {
            (this.relu, this.recurrence) = (relu, recurrence);
            recurrence.Make(register_parameter, device, dtype);
        }

        /// <param name="input">[time, batch, features], [batch, time, features] with batchFirst, or [time, features].</param>
        /// <param name="h0">The first states, [layers x directions, batch, hidden]; zeros if null.</param>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0)
        {
            var results = recurrence.Run(relu ? Ops.rnn_relu_input : Ops.rnn_tanh_input, input, [h0], training);
            return (results[0], results[1]);
        }

        /// <summary>All outputs and the last states.</summary>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

        public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
        {
            var (output, states) = recurrence.Run(relu ? Ops.rnn_relu_data : Ops.rnn_tanh_data, input, [h0], training);
            return (output, states[0]);
        }

        /// <summary>Lays the weights out in one piece of memory, as cuDNN wants them; nothing to do on the processor.</summary>
        public void flatten_parameters() => recurrence.Flatten();

        /// <summary>The weights from the input of layer and direction <paramref name="idx"/> (0, 1 ...; with two directions 2 layer + direction).</summary>
        public Parameter get_weight_ih(long idx) => recurrence.Weight(idx, 0)!;

        /// <summary>The weights from the states.</summary>
        public Parameter get_weight_hh(long idx) => recurrence.Weight(idx, 1)!;

        /// <summary>The bias of the input, or null.</summary>
        public Parameter? get_bias_ih(long idx) => recurrence.Weight(idx, 2);

        /// <summary>The bias of the states, or null.</summary>
        public Parameter? get_bias_hh(long idx) => recurrence.Weight(idx, 3);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What follows the sums in an RNN.</summary>
            public enum NonLinearities
            {
                ReLU = 0,
                Tanh = 1,
            }

            /// <summary>Elman's recurrent network in one or more layers; dropout between layers.</summary>
            public static RNN RNN(long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
            {
                var relu = nonLinearity == NonLinearities.ReLU;
                return new(relu, Recurrence.Rnn(relu, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
            }
        }
    }
}
