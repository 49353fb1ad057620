using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules
{
    /// <summary>Long short-term memory (Hochreiter, Schmidhuber 1997) in one or more layers. Call gives all outputs, the last states h and the last cells c.</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        readonly Recurrence recurrence;

        internal LSTM(Recurrence recurrence, Device? device, ScalarType? dtype) : base("torch::nn::LSTMImpl")
        {
            this.recurrence = recurrence;
            recurrence.Make(register_parameter, device, dtype);
        }

        /// <param name="input">[time, batch, features], [batch, time, features] with batchFirst, or [time, features].</param>
        /// <param name="h0_c0">The first states and cells, each [layers x directions, batch, hidden]; zeros if null.</param>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            var results = recurrence.Run(Ops.lstm_input, input, [h0_c0?.Item1, h0_c0?.Item2], training);
            return (results[0], results[1], results[2]);
        }

        /// <summary>All outputs, the last states and the last cells.</summary>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
        {
            var (output, states) = recurrence.Run(Ops.lstm_data, input, [h0_c0?.Item1, h0_c0?.Item2], training);
            return (output, states[0], states[1]);
        }

        /// <summary>Lays the weights out in one piece of memory, as cuDNN wants them; nothing to do on the processor.</summary>
        public void flatten_parameters() => recurrence.Flatten();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Long short-term memory in one or more layers; dropout between layers.</summary>
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(Recurrence.Lstm(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
