namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// Short-time Fourier transform of a signal (or a batch): spectra of windows of n_fft elements, hop_length (n_fft / 4) apart.
        /// Shape [.., frequency, window], and a last dimension of pairs unless return_complex.
        /// </summary>
        public Tensor stft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
            Ops.stft_center.Call(this, n_fft, Given(hop_length), Given(win_length), window, center, PadMode(pad_mode), normalized, Given(onesided), Given(return_complex));

        /// <summary>The signal whose <see cref="stft"/> this is, as nearly as the windows allow.</summary>
        public Tensor istft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false) =>
            Ops.istft.Call(this, n_fft, Given(hop_length), Given(win_length), window, center, normalized, Given(onesided), Given(length), return_complex);

        static Arg Given(long value) => value < 0 ? Arg.None : value;

        static Arg Given(bool? value) => value is { } v ? v : Arg.None;

        static string PadMode(PaddingModes mode) => mode switch
        {
            PaddingModes.Reflect => "reflect",
            PaddingModes.Replicate => "replicate",
            PaddingModes.Circular => "circular",
            PaddingModes.Constant or PaddingModes.Zeros => "constant",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected one of PaddingModes."),
        };
    }

    /// <inheritdoc cref="Tensor.stft"/>
    public static Tensor stft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
        input.stft(n_fft, hop_length, win_length, window, center, pad_mode, normalized, onesided, return_complex);

    /// <inheritdoc cref="Tensor.istft"/>
    public static Tensor istft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false) =>
        input.istft(n_fft, hop_length, win_length, window, center, normalized, onesided, length, return_complex);
}
