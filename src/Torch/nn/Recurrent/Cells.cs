using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed partial class RNNCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        readonly bool relu;

        internal RNNCell(bool relu, long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base("torch::nn::RNNCellImpl")
        {
            (this.relu, inputs, hidden) = (relu, inputSize, hiddenSize);
            Make(inputSize, hiddenSize, bias, device, dtype);
        }

        /// <param name="input">[batch, features] or [features].</param>
        /// <param name="h0">The state before, [batch, hidden] or [hidden]; zeros if null.</param>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            Check(input, h0);
            using var scope = NewDisposeScope();
            var x = input.dim() == 1 ? input.unsqueeze(0) : input;
            var next = (relu ? Ops.rnn_relu_cell : Ops.rnn_tanh_cell).Call(x, State(h0, x), weight_ih, weight_hh, bias_ih, bias_hh);
            return (input.dim() == 1 ? next.squeeze(0) : next).MoveToOuterDisposeScope();
        }
    }

    public sealed partial class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base("torch::nn::GRUCellImpl")
        {
            (inputs, hidden) = (inputSize, hiddenSize);
            Make(inputSize, hiddenSize, bias, device, dtype);
        }

        /// <param name="input">[batch, features] or [features].</param>
        /// <param name="h0">The state before, [batch, hidden] or [hidden]; zeros if null.</param>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            Check(input, h0);
            using var scope = NewDisposeScope();
            var x = input.dim() == 1 ? input.unsqueeze(0) : input;
            var next = Ops.gru_cell.Call(x, State(h0, x), weight_ih, weight_hh, bias_ih, bias_hh);
            return (input.dim() == 1 ? next.squeeze(0) : next).MoveToOuterDisposeScope();
        }
    }

    public sealed partial class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base("torch::nn::LSTMCellImpl")
        {
            (inputs, hidden) = (inputSize, hiddenSize);
            Make(inputSize, hiddenSize, bias, device, dtype);
        }

        /// <param name="input">[batch, features] or [features].</param>
        /// <param name="h0_c0">State and cell before, each [batch, hidden] or [hidden]; zeros if null.</param>
        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            Check(input, h0_c0?.Item1, h0_c0?.Item2);
            using var scope = NewDisposeScope();
            var x = input.dim() == 1 ? input.unsqueeze(0) : input;
            var (h, c) = Ops.lstm_cell.CallPair(x, Arg.Tensors([State(h0_c0?.Item1, x), State(h0_c0?.Item2, x)]), weight_ih, weight_hh, bias_ih, bias_hh);
            if (input.dim() == 1) (h, c) = (h.squeeze(0), c.squeeze(0));
            return (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
        }

        /// <summary>The next state and the next cell.</summary>
        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step of Elman's recurrent network.</summary>
            public static RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(nonLinearity == NonLinearities.ReLU, inputSize, hiddenSize, bias, device, dtype);

            /// <summary>One step of gated recurrent units.</summary>
            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);

            /// <summary>One step of long short-term memory.</summary>
            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
