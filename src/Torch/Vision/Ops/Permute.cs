using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Dimensions in another order.</summary>
    public sealed class Permute(IEnumerable<long> dims) : ParameterLessModule<Tensor, Tensor>(nameof(Permute))
    {
        readonly long[] dims = [.. dims];

        public override Tensor forward(Tensor input) => input.permute(dims);
    }

    public static partial class ops
    {
        /// <summary>Dimensions in another order.</summary>
        public static torchvision.Permute Permute(params long[] dims) => new(dims);
    }
}
