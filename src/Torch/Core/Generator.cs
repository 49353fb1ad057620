namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        static Generator? common;
        nint handle;

        /// <summary>A new generator with the given seed.</summary>
        /// <param name="seed">Where its sequence starts.</param>
        /// <param name="device">The device whose numbers it makes; the processor if null.</param>
        public unsafe Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            nint found;
            NativeError.Check(Native.mt_generator_new((int)this.device.type, this.device.index, &found));
            handle = found;
            NativeError.Check(Native.mt_generator_set_seed(handle, seed));
        }

        unsafe Generator()
        {
            device = CPU;
            nint found;
            NativeError.Check(Native.mt_generator_default(&found));
            handle = found;
        }

        ~Generator() => Dispose(false);

        /// <summary>The processor's default generator, the one that <see cref="torch.manual_seed"/> seeds.</summary>
        public static Generator Default => common ??= new();

        /// <summary>The device whose numbers it makes.</summary>
        public Device device { get; }

        /// <summary>The native object.</summary>
        /// <exception cref="ObjectDisposedException">It was disposed.</exception>
        public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        /// <summary>Restarts the sequence at <paramref name="seed"/> and returns this generator.</summary>
        public Generator manual_seed(long seed)
        {
            NativeError.Check(Native.mt_generator_set_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>The seed at which the sequence started.</summary>
        public long initial_seed()
        {
            var seed = Native.mt_generator_initial_seed(Handle);
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        /// <summary>Restarts the sequence at a seed that nobody can predict, and returns that.</summary>
        public unsafe long seed()
        {
            ulong chosen;
            NativeError.Check(Native.mt_generator_seed(Handle, &chosen));
            GC.KeepAlive(this);
            return unchecked((long)chosen);
        }

        /// <summary>The state as a tensor of bytes, for <see cref="set_state"/>.</summary>
        public unsafe Tensor get_state()
        {
            nint state;
            NativeError.Check(Native.mt_generator_get_state(Handle, &state));
            GC.KeepAlive(this);
            return new(state);
        }

        /// <summary>Continues from a state of <see cref="get_state"/>.</summary>
        public void set_state(Tensor value)
        {
            NativeError.Check(Native.mt_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        /// <summary>Frees the native object.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0) Native.mt_generator_free(freed);
        }
    }
}
