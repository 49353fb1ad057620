using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Makes images (or sequences, or volumes) larger.</summary>
    public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
    {
        readonly long[]? sizes;
        readonly double[]? factors;

        internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor) : base(nameof(Upsample))
        {
            sizes = size;
            factors = scale_factor;
            this.mode = mode;
            this.align_corners = align_corners;
            this.recompute_scale_factor = recompute_scale_factor;
        }

        /// <summary>The new size, one number per direction; empty if factors are given.</summary>
        public ReadOnlySpan<long> size => sizes;
        /// <summary>The factors, one per direction; empty if a size is given.</summary>
        public ReadOnlySpan<double> scale_factor => factors;
        /// <summary>How values between pixels are found.</summary>
        public UpsampleMode mode { get; }
        /// <summary>Whether the centres of the corners' pixels stay in place.</summary>
        public bool? align_corners { get; }
        /// <summary>Computes with the factor that the rounded size gives, not with the one given.</summary>
        public bool? recompute_scale_factor { get; set; }

        public override Tensor forward(Tensor input) =>
            nn.functional.interpolate(input, sizes, factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes images (or sequences, or volumes) larger, to a size or by factors, one number per direction.</summary>
            public static Modules.Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
