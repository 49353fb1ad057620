namespace TorchSharp;

public static partial class torch
{
    /// <summary>True if this thread records what gradients need.</summary>
    public static bool is_grad_enabled() => Native.mt_grad_enabled() != 0;

    /// <summary>Records nothing for gradients until the result is disposed.</summary>
    public static IDisposable no_grad() => set_grad_enabled(false);

    /// <summary>Records what gradients need until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    /// <summary>Records, or does not record, what gradients need; disposing the result restores what was before.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    sealed class GradMode : IDisposable
    {
        readonly bool before = is_grad_enabled();

        internal GradMode(bool enabled) => Native.mt_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Native.mt_set_grad_enabled(before ? 1 : 0);
    }
}
