using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Drops whole examples or batches while training, see <see cref="ops.stochastic_depth"/>.</summary>
    public class StochasticDepth : nn.Module<Tensor, Tensor>
    {
        readonly double p;
        readonly Mode mode;

        public StochasticDepth(double p, Mode mode) : base(nameof(StochasticDepth))
        {
            this.p = p;
            this.mode = mode;
        }

        /// <summary>What is dropped as a whole.</summary>
        public enum Mode
        {
            Batch = 0,
            Row = 1,
        }

        public override Tensor forward(Tensor input) => ops.stochastic_depth(input, p, mode, training);
    }

    public static partial class ops
    {
        /// <summary>Drops whole examples or batches while training.</summary>
        public static torchvision.StochasticDepth StochasticDepth(double p, torchvision.StochasticDepth.Mode mode) => new(p, mode);
    }
}
