using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// Calls <paramref name="hook"/> with every gradient of this tensor during backward; what it returns (if not null) takes
        /// the gradient's place. The gradient is valid only during the call; clone it to keep it. What the hook throws
        /// comes out of backward. (Not in TorchSharp; named as in PyTorch.)
        /// </summary>
        /// <returns>An object whose disposal removes the hook.</returns>
        public unsafe IDisposable register_hook(Func<Tensor, Tensor?> hook)
        {
            uint id;
            NativeError.Check(Alive(Native.mt_register_hook(Handle, &RunHook, GCHandle.ToIntPtr(GCHandle.Alloc(hook)), &id)));
            return new HookRemover(this, id);
        }

        [UnmanagedCallersOnly]
        static unsafe nint RunHook(nint managed, nint gradient, nint* replacement)
        {
            try
            {
                using var given = new Tensor(gradient);
                if (((Func<Tensor, Tensor?>)GCHandle.FromIntPtr(managed).Target!)(given) is { } answer)
                {
                    *replacement = Native.mt_alias(answer.Handle);
                    GC.KeepAlive(answer);
                }
                return 0;
            }
            catch (Exception e)
            {
                return NativeError.Capture(e);
            }
        }

        sealed class HookRemover(Tensor tensor, uint id) : IDisposable
        {
            public void Dispose()
            {
                if (!tensor.IsInvalid) NativeError.Check(tensor.Alive(Native.mt_remove_hook(tensor.Handle, id)));
            }
        }
    }
}
