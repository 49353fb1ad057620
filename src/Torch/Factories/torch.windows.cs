namespace TorchSharp;

public static partial class torch
{
    /// <summary>The window alpha - beta cos(2 pi n / N) of Hamming. A periodic one is one longer and lacks the last, as spectra want it.</summary>
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Ops.hamming_window_periodic_alpha_beta.Call(len, periodic, Decimal(alpha), Decimal(beta), dtype, Arg.None, Place(device)), requires_grad);

    /// <summary>The window of Kaiser, the narrower the larger beta. A periodic one is one longer and lacks the last, as spectra want it.</summary>
    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Ops.kaiser_window_beta.Call(len, periodic, Decimal(beta), dtype, Arg.None, Place(device)), requires_grad);

    /// <summary>0.54f as 0.54, not as the nearest float's 0.5400000214576721: the defaults are PyTorch's doubles.</summary>
    static double Decimal(float value) => (double)(decimal)value;
}
