namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// As <see cref="no_grad"/>, and what is made meanwhile can never take part in gradients: cheaper. Until the result is disposed, on
    /// this thread.
    /// </summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>True on a thread that is in <see cref="inference_mode"/>.</summary>
    public static bool is_inference_mode_enabled() => Native.mt_inference_mode() != 0;

    sealed class InferenceMode(bool enabled) : IDisposable
    {
        readonly int thread = Environment.CurrentManagedThreadId;
        nint entered = Native.mt_enter_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (entered == 0) return;
            if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("inference_mode ends on another thread than it began; dispose it where it was made (no await in between).");
            Native.mt_leave_inference_mode(entered);
            entered = 0;
        }
    }
}
