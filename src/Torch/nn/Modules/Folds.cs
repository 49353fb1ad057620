using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The windows of images, one column each: [batch, channels kernel, windows].</summary>
    public sealed class Unfold : ParameterLessModule<Tensor, Tensor>
    {
        internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Unfold)) =>
            (this.kernel_size, this.dilation, this.padding, this.stride) = (kernel_size, dilation, padding, stride);

        /// <summary>The window's height and width.</summary>
        public (long, long) kernel_size { get; set; }
        /// <summary>The distance of neighbours in the window.</summary>
        public (long, long) dilation { get; set; }
        /// <summary>How many zeros are added at every border.</summary>
        public (long, long) padding { get; set; }
        /// <summary>How far the window moves.</summary>
        public (long, long) stride { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.unfold(tensor, kernel_size, dilation, padding, stride);
    }

    /// <summary>Adds columns, as <see cref="Unfold"/> makes them, to an image.</summary>
    public sealed class Fold : ParameterLessModule<Tensor, Tensor>
    {
        internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Fold)) =>
            (this.output_size, this.kernel_size, this.dilation, this.padding, this.stride) = (output_size, kernel_size, dilation, padding, stride);

        /// <summary>The image's height and width.</summary>
        public (long, long) output_size { get; set; }
        /// <summary>The window's height and width.</summary>
        public (long, long) kernel_size { get; set; }
        /// <summary>The distance of neighbours in the window.</summary>
        public (long, long) dilation { get; set; }
        /// <summary>How many zeros were added at every border.</summary>
        public (long, long) padding { get; set; }
        /// <summary>How far the window moved.</summary>
        public (long, long) stride { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.fold(tensor, output_size, kernel_size, dilation, padding, stride);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The windows of images, one column each: [batch, channels kernel, windows].</summary>
            public static Modules.Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Modules.Unfold Unfold((long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

            /// <summary>Adds columns, as Unfold makes them, to an image.</summary>
            public static Modules.Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Modules.Fold Fold((long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));
        }
    }
}
