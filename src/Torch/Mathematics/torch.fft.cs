namespace TorchSharp;

/// <summary>Where a Fourier transform has its factor.</summary>
public enum FFTNormType
{
    /// <summary>1/n at the inverse transform.</summary>
    Backward = 0,

    /// <summary>1/n at the forward transform.</summary>
    Forward = 1,

    /// <summary>1/sqrt(n) at both: unitary.</summary>
    Ortho = 2,
}

public static partial class torch
{
    /// <summary>Discrete Fourier transforms.</summary>
    public static partial class fft
    {
        /// <summary>The frequencies of the elements of a transform of length <paramref name="n"/>: 0, 1, ..., -1 over n d.</summary>
        /// <param name="n">Length of the signal.</param>
        /// <param name="d">Distance of its samples.</param>
        /// <param name="dtype">Type of the result.</param>
        /// <param name="device">Where it is made.</param>
        /// <param name="requires_grad">Whether gradients are recorded for it.</param>
        public static Tensor fftfreq(long n, double d = 1d, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Ops.fft_fftfreq.Call(n, d, dtype, Arg.None, Place(device)), requires_grad);

        /// <summary>The frequencies of the elements of <see cref="rfft"/> of length <paramref name="n"/>: 0 to n/2 over n d.</summary>
        public static Tensor rfftfreq(long n, double d = 1d, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Ops.fft_rfftfreq.Call(n, d, dtype, Arg.None, Place(device)), requires_grad);

        static long? Length(long n) => n < 0 ? null : n;

        static string Name(FFTNormType norm) => norm switch
        {
            FFTNormType.Backward => "backward",
            FFTNormType.Forward => "forward",
            FFTNormType.Ortho => "ortho",
            _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "Expected Backward, Forward or Ortho."),
        };
    }
}
