using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Drops squares of features while training, see <see cref="torchvision.ops.drop_block2d"/>.</summary>
    public class DropBlock2d : ParameterLessModule<Tensor, Tensor>
    {
        readonly Func<Tensor, bool, Tensor> drop;

        public DropBlock2d(double p, long block_size, bool inplace = false, double eps = 1e-6) : base(nameof(DropBlock2d)) =>
            drop = (input, training) => torchvision.ops.drop_block2d(input, p, block_size, inplace, eps, training);

        public override Tensor forward(Tensor input) => drop(input, training);
    }

    /// <summary>Drops cubes of features while training, see <see cref="torchvision.ops.drop_block3d"/>.</summary>
    public class DropBlock3d : ParameterLessModule<Tensor, Tensor>
    {
        readonly Func<Tensor, bool, Tensor> drop;

        public DropBlock3d(double p, long block_size, bool inplace = false, double eps = 1e-6) : base(nameof(DropBlock3d)) =>
            drop = (input, training) => torchvision.ops.drop_block3d(input, p, block_size, inplace, eps, training);

        public override Tensor forward(Tensor input) => drop(input, training);
    }
}

namespace TorchSharp
{
    public static partial class torchvision
    {
        public static partial class ops
        {
            /// <summary>Drops squares of features while training.</summary>
            public static DropBlock2d DropBlock2d(double p, long block_size, bool inplace = false, double eps = 1e-6) => new(p, block_size, inplace, eps);

            /// <summary>Drops cubes of features while training.</summary>
            public static DropBlock3d DropBlock3d(double p, long block_size, bool inplace = false, double eps = 1e-6) => new(p, block_size, inplace, eps);
        }
    }
}
