using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class ops
    {
        /// <summary>A convolution, a normalisation and an activation.</summary>
        /// <param name="in_channels">Channels that go in.</param>
        /// <param name="out_channels">Channels that come out.</param>
        /// <param name="kernel_size">The side of the filters.</param>
        /// <param name="stride">The step.</param>
        /// <param name="padding">The border; if not given, such that the size stays at stride 1.</param>
        /// <param name="groups">Into how many independent parts the channels are divided.</param>
        /// <param name="norm_layer">Makes the normalisation for a number of channels; none if null.</param>
        /// <param name="activation_layer">Makes the activation, in place or not; none if null.</param>
        /// <param name="dilation">The distance of the filter's places.</param>
        /// <param name="inplace">What activation_layer is told.</param>
        /// <param name="bias">With a bias; if not given, only without normalisation.</param>
        public static nn.Module<Tensor, Tensor> Conv2dNormActivation(long in_channels, long out_channels, long kernel_size = 3, long stride = 1, long? padding = null, long groups = 1, Func<long, nn.Module<Tensor, Tensor>>? norm_layer = null, Func<bool, nn.Module<Tensor, Tensor>>? activation_layer = null, long dilation = 1, bool inplace = true, bool? bias = null) =>
            Block(nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding ?? (kernel_size - 1) / 2 * dilation, dilation, groups: groups, bias: bias ?? norm_layer is null), out_channels, norm_layer, activation_layer, inplace);

        /// <summary>A convolution of volumes, a normalisation and an activation; see <see cref="Conv2dNormActivation"/>.</summary>
        public static nn.Module<Tensor, Tensor> Conv3dNormActivation(long in_channels, long out_channels, long kernel_size = 3, long stride = 1, long? padding = null, long groups = 1, Func<long, nn.Module<Tensor, Tensor>>? norm_layer = null, Func<bool, nn.Module<Tensor, Tensor>>? activation_layer = null, long dilation = 1, bool inplace = true, bool? bias = null) =>
            Block(nn.Conv3d(in_channels, out_channels, kernel_size, stride, padding ?? (kernel_size - 1) / 2 * dilation, dilation, groups: groups, bias: bias ?? norm_layer is null), out_channels, norm_layer, activation_layer, inplace);

        static Sequential Block(nn.Module<Tensor, Tensor> convolution, long channels, Func<long, nn.Module<Tensor, Tensor>>? norm, Func<bool, nn.Module<Tensor, Tensor>>? activation, bool inplace)
        {
            var block = nn.Sequential(convolution);
            if (norm is not null) block.append(norm(channels));
            if (activation is not null) block.append(activation(inplace));
            return block;
        }

        /// <summary>Linear layers, each but the last with a normalisation, an activation and dropout; the last with dropout only.</summary>
        /// <param name="in_channels">Numbers that go in.</param>
        /// <param name="hidden_channels">Numbers that come out of each layer.</param>
        /// <param name="norm_layer">Makes the normalisation for a number of channels; none if null.</param>
        /// <param name="activation_layer">Makes the activation; ReLU if null.</param>
        /// <param name="inplace">ReLU and dropout work in place.</param>
        /// <param name="bias">The linear layers have biases.</param>
        /// <param name="dropout">The share that is dropped.</param>
        public static Sequential MLP(long in_channels, IList<int> hidden_channels, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, Func<nn.Module<Tensor, Tensor>>? activation_layer = null, bool inplace = false, bool bias = true, double dropout = 0)
        {
            if (hidden_channels is not { Count: > 0 }) throw new ArgumentException("MLP needs at least one layer: hidden_channels is empty.");
            var layers = nn.Sequential();
            var inputs = in_channels;
            foreach (var outputs in hidden_channels.SkipLast(1))
            {
                layers.append(nn.Linear(inputs, outputs, bias));
                if (norm_layer is not null) layers.append(norm_layer(outputs));
                layers.append(activation_layer?.Invoke() ?? nn.ReLU(inplace));
                layers.append(nn.Dropout(dropout, inplace));
                inputs = outputs;
            }
            layers.append(nn.Linear(inputs, hidden_channels[^1], bias));
            return layers.append(nn.Dropout(dropout, inplace));
        }
    }
}
