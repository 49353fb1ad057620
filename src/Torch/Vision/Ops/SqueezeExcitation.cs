using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Scales every channel by a number from 0 to 1 that a small network makes of the means of all channels (Hu et al. 2018, arXiv:1709.01507).</summary>
    public class SqueezeExcitation : nn.Module<Tensor, Tensor>
    {
        readonly nn.Module<Tensor, Tensor> activation, scale_activation;
        readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(1);
        readonly Conv2d fc1, fc2;

        public SqueezeExcitation(long input_channels, long squeeze_channels, Func<nn.Module<Tensor, Tensor>>? activation = null, Func<nn.Module<Tensor, Tensor>>? scale_activation = null) : base(nameof(SqueezeExcitation))
        {
            fc1 = nn.Conv2d(input_channels, squeeze_channels, 1);
            fc2 = nn.Conv2d(squeeze_channels, input_channels, 1);
            this.activation = activation?.Invoke() ?? nn.ReLU();
            this.scale_activation = scale_activation?.Invoke() ?? nn.Sigmoid();
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return (scale_activation.call(fc2.call(activation.call(fc1.call(avgpool.call(input))))) * input).MoveToOuterDisposeScope();
        }

    }

    public static partial class ops
    {
        /// <summary>Scales every channel by what a small network makes of the means of all channels; ReLU and Sigmoid unless others are given.</summary>
        public static torchvision.SqueezeExcitation SqueezeExcitation(long input_channels, long squeeze_channels, Func<nn.Module<Tensor, Tensor>>? activation = null, Func<nn.Module<Tensor, Tensor>>? scale_activation = null) =>
            new(input_channels, squeeze_channels, activation, scale_activation);
    }
}
