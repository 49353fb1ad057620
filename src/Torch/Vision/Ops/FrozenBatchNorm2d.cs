using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A batch norm whose statistics and weights are constants: they are buffers, to be loaded.</summary>
    public class FrozenBatchNorm2d : nn.Module<Tensor, Tensor>
    {
        readonly double eps;

        protected internal FrozenBatchNorm2d(int num_features, double eps = 1e-5, Device? device = null) : base(nameof(FrozenBatchNorm2d))
        {
            this.eps = eps;
            weight = ones(num_features, device: device);
            bias = zeros(num_features, device: device);
            running_mean = zeros(num_features, device: device);
            running_var = ones(num_features, device: device);
        }

        /// <summary>The factor per channel.</summary>
        public Tensor weight
        {
            get;
            protected set => ConditionallyRegisterBuffer(nameof(weight), field = value);
        }

        /// <summary>The shift per channel.</summary>
        public Tensor bias
        {
            get;
            protected set => ConditionallyRegisterBuffer(nameof(bias), field = value);
        }

        /// <summary>The mean per channel.</summary>
        public Tensor running_mean
        {
            get;
            protected set => ConditionallyRegisterBuffer(nameof(running_mean), field = value);
        }

        /// <summary>The variance per channel.</summary>
        public Tensor running_var
        {
            get;
            protected set => ConditionallyRegisterBuffer(nameof(running_var), field = value);
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var scale = weight * (running_var + eps).rsqrt();
            var shift = bias - running_mean * scale;
            return (x * scale.view(1, -1, 1, 1) + shift.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
        }

    }
}

namespace TorchSharp
{
    public static partial class torchvision
    {
        public static partial class ops
        {
            /// <summary>A batch norm whose statistics and weights are constants.</summary>
            public static FrozenBatchNorm2d FrozenBatchNorm2d(int num_features, double eps = 1e-5, Device? device = null) => new(num_features, eps, device);
        }
    }
}
