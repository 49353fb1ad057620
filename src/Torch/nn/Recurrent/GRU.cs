using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules
{
    /// <summary>Gated recurrent units (Cho et al. 2014, arXiv:1406.1078) in one or more layers. Call gives all outputs and the last states.</summary>
    public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        readonly Recurrence recurrence;

        internal GRU(Recurrence recurrence, Device? device, ScalarType? dtype) : base("torch::nn::GRUImpl")
        {
            this.recurrence = recurrence;
            recurrence.Make(register_parameter, device, dtype);
        }

        /// <param name="input">[time, batch, features], [batch, time, features] with batchFirst, or [time, features].</param>
        /// <param name="h0">The first states, [layers x directions, batch, hidden]; zeros if null.</param>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
        {
            var results = recurrence.Run(Ops.gru_input, input, [h0], training);
            return (results[0], results[1]);
        }

        /// <summary>All outputs and the last states.</summary>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

        public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
        {
            var (output, states) = recurrence.Run(Ops.gru_data, input, [h0], training);
            return (output, states[0]);
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
            /// <summary>Gated recurrent units in one or more layers; dropout between layers.</summary>
            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(Recurrence.Gru(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
