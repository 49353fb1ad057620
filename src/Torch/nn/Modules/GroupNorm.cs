using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises by mean and variance over groups of channels (Wu, He 2018, arXiv:1803.08494).</summary>
    public sealed class GroupNorm : nn.Module<Tensor, Tensor>
    {
        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
        {
            this.num_groups = num_groups;
            this.eps = eps;
            this.affine = affine;
            if (!affine) return;
            weight = nn.NewParameter([num_channels], dtype, device);
            bias = nn.NewParameter([num_channels], dtype, device);
            nn.init.ones_(weight);
            nn.init.zeros_(bias);
        }

        /// <summary>Into how many groups the channels are divided.</summary>
        public long num_groups { get; set; }
        /// <summary>Added to variances.</summary>
        public double eps { get; set; }
        /// <summary>Whether it was made with a weight and a bias per channel.</summary>
        public bool affine { get; set; }

        /// <summary>The factor per channel, or null.</summary>
        public Parameter? weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        /// <summary>The shift per channel, or null.</summary>
        public Parameter? bias
        {
            get;
            set => ConditionallyRegisterParameter(nameof(bias), field = value);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Normalises by mean and variance over groups of channels; weights begin as one, biases as zero.</summary>
            public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);
        }
    }
}
