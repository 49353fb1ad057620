using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers of any number of dimensions, on the processor or on a GPU. A tensor made while a
    /// <see cref="DisposeScope"/> is open is freed with the scope; any other when it is disposed or collected.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        nint handle;
        DisposeScope? scope; // that frees it; the others are in LooseTensors

        /// <summary>Takes over a native reference; 0 makes an invalid tensor.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            if (handle == 0) return;
            var manager = DisposeScopeManager.OfThread;
            if (manager.Current is { } scope)
            {
                this.scope = scope;
                Place = scope.Include(this);
                manager.Counts.TensorStatistics.CreatedIn++;
                return;
            }
            manager.Counts.TensorStatistics.CreatedOutside++;
            LooseTensors.Add(this, handle);
        }

        /// <summary>Takes over a native reference that belongs to no scope, whatever scope is open.</summary>
        private protected Tensor(Unscoped reference)
        {
            handle = reference.Handle;
            LooseTensors.Add(this, handle);
        }

        private protected readonly record struct Unscoped(nint Handle);

        internal DisposeScope? Scope => scope;

        /// <summary>Where the tensor stands in the list of its scope, or of <see cref="LooseTensors"/>.</summary>
        internal int Place { get; set; }

        /// <summary>The native object.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => handle != 0 ? handle : ThrowInvalid();
        }

        /// <summary>True if the tensor was disposed, or stands for a gradient that does not exist.</summary>
        public bool IsInvalid => handle == 0;

        static nint ThrowInvalid() => throw new InvalidOperationException("Tensor invalid -- empty handle.");

        /// <summary>Frees the tensor's native reference. The memory goes when nothing else (a view, the graph) refers to it.</summary>
        public void Dispose()
        {
            if (handle == 0) return;
            Free();
        }

        unsafe void Free()
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed == 0) return;
            var counts = DisposeScopeManager.OfThread.Counts.TensorStatistics;
            if (scope is not null)
            {
                scope.Exclude(Place);
                scope = null;
                counts.DisposedIn++;
            }
            else
            {
                LooseTensors.Remove(this, disposed: true);
                counts.DisposedOutside++;
            }
            Native.mt_free(&freed, 1);
        }

        /// <summary>For the scope that owns this tensor, while it is disposed: hands over the reference.</summary>
        internal nint ReleaseFromScope()
        {
            var released = handle;
            handle = 0;
            scope = null;
            return released;
        }

        internal void ForgetScope()
        {
            if (scope is null) return;
            scope.Exclude(Place);
            scope = null;
            LooseTensors.Add(this, handle);
        }

        internal void MoveTo(DisposeScope? target, bool attached = false)
        {
            if (handle == 0 || target == scope) return;
            var counts = DisposeScopeManager.OfThread.Counts.TensorStatistics;
            if (scope is null) LooseTensors.Remove(this, disposed: false);
            else scope.Exclude(Place);
            if (target is null && scope is not null) counts.Detached++;
            if (attached) counts.Attached++;
            scope = target;
            if (target is not null) Place = target.Include(this);
            else LooseTensors.Add(this, handle);
        }

        /// <summary>Moves the tensor from its scope to the enclosing one, or to none, and returns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            if (scope is not null) MoveTo(scope.Outer);
            return this;
        }

        /// <summary>Takes the tensor out of its scope into none, and returns it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

        /// <summary>Another spelling of <see cref="DetachFromDisposeScope"/>.</summary>
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        /// <summary>Moves the tensor to <paramref name="other"/> (to none if null) and returns it.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            MoveTo(other);
            return this;
        }

        /// <summary>Moves the tensor to the scope of <paramref name="other"/> and returns it.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.Scope);
    }
}
