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
        object? owner; // the DisposeScope that frees it, or its Owner, or null

        /// <summary>Takes over a native reference; 0 makes an invalid tensor.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            if (handle == 0) return;
            var manager = DisposeScopeManager.OfThread;
            if (manager.Current is { } scope)
            {
                owner = scope;
                PlaceInScope = scope.Include(this);
                manager.Counts.TensorStatistics.CreatedIn++;
                return;
            }
            manager.Counts.TensorStatistics.CreatedOutside++;
            owner = new Owner(handle);
        }

        /// <summary>Takes over a native reference that belongs to no scope, whatever scope is open.</summary>
        private protected Tensor(Unscoped reference)
        {
            handle = reference.Handle;
            owner = new Owner(handle);
        }

        private protected readonly record struct Unscoped(nint Handle);

        internal DisposeScope? Scope => owner as DisposeScope;

        internal int PlaceInScope { get; set; }

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
            var freed = handle;
            handle = 0;
            var counts = DisposeScopeManager.OfThread.Counts.TensorStatistics;
            if (owner is DisposeScope scope)
            {
                scope.Exclude(PlaceInScope);
                counts.DisposedIn++;
                Native.mt_free(&freed, 1);
            }
            else
            {
                counts.DisposedOutside++;
                if (owner is Owner own) own.Dispose();
                else Native.mt_free(&freed, 1);
            }
            owner = null;
        }

        /// <summary>For the scope that owns this tensor, while it is disposed: hands over the reference.</summary>
        internal nint ReleaseFromScope()
        {
            var released = handle;
            handle = 0;
            owner = null;
            return released;
        }

        internal void ForgetScope()
        {
            if (owner is not DisposeScope scope) return;
            scope.Exclude(PlaceInScope);
            owner = new Owner(handle);
        }

        internal void MoveTo(DisposeScope? target, bool attached = false)
        {
            if (handle == 0 || target is not null && target == owner) return;
            var counts = DisposeScopeManager.OfThread.Counts.TensorStatistics;
            if (owner is DisposeScope scope)
            {
                scope.Exclude(PlaceInScope);
                if (target is null) counts.Detached++;
            }
            else if (target is null) return;
            else if (owner is Owner own) own.Release();
            if (attached) counts.Attached++;
            owner = target is null ? new Owner(handle) : target;
            if (target is not null) PlaceInScope = target.Include(this);
        }

        /// <summary>Moves the tensor from its scope to the enclosing one, or to none, and returns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            if (owner is DisposeScope scope) MoveTo(scope.Outer);
            return this;
        }

        /// <summary>Takes the tensor out of its scope into none, and returns it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

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
