using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Owns what is made while it is open, and frees it all when it is disposed. Scopes nest, per thread.</summary>
public sealed partial class DisposeScope : IDisposable
{
    readonly DisposeScopeManager manager;
    IDisposable[] items;
    int count;
    bool disposed;

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        Outer = manager.Current;
        manager.Current = this;
        items = manager.SpareItems ?? new IDisposable[64];
        manager.SpareItems = null;
    }

    /// <summary>A scope that holds only what is attached to it: what this thread makes goes to the scope that is open.</summary>
    internal static DisposeScope Aside()
    {
        var scope = new DisposeScope(DisposeScopeManager.OfThread);
        scope.Unlink();
        return scope;
    }

    internal DisposeScope? Outer { get; private set; }

    internal LifetimeStatistics Counts => manager.Counts.TensorStatistics;

    /// <summary>How many objects the scope holds.</summary>
    public int DisposablesCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return count;
        }
    }

    /// <summary>A copy of the list of what the scope holds.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => items[..DisposablesCount];

    /// <summary>True if the scope holds <paramref name="disposable"/>.</summary>
    public bool Contains(IDisposable disposable) => IndexOf(disposable) >= 0;

    /// <summary>Disposes what the scope holds and closes it.</summary>
    public void Dispose()
    {
        if (disposed) return;
        DisposeEverything();
        disposed = true;
        Unlink();
        manager.SpareItems = items;
        items = [];
    }

    /// <summary>Disposes what the scope holds now; the scope stays open.</summary>
    public unsafe void DisposeEverything()
    {
        const int Block = 64;
        var handles = stackalloc nint[Block];
        var pending = 0;
        while (count > 0)
        {
            // What a foreign object's Dispose adds to the scope is disposed as well.
            var item = items[--count];
            items[count] = null!;
            if (item is not Tensor tensor)
            {
                item.Dispose();
                continue;
            }
            handles[pending++] = tensor.ReleaseFromScope();
            Counts.DisposedIn++;
            if (pending < Block) continue;
            Native.mt_free(handles, pending);
            pending = 0;
        }
        if (pending > 0) Native.mt_free(handles, pending);
    }

    /// <summary>Adds a tensor that belongs to no scope; returns its place.</summary>
    internal int Include(IDisposable item)
    {
        if (count == items.Length) Array.Resize(ref items, 2 * Math.Max(count, 32));
        items[count] = item;
        return count++;
    }

    /// <summary>Drops what is at <paramref name="place"/>; the last item moves there.</summary>
    internal void Exclude(int place)
    {
        var last = items[--count];
        items[place] = last;
        items[count] = null!;
        if (last is Tensor tensor) tensor.Place = place;
    }

    int IndexOf(IDisposable item) =>
        item is Tensor tensor ? tensor.Scope == this ? tensor.Place : -1 : Array.IndexOf(items, item, 0, count);

    void Unlink()
    {
        if (manager.Current == this)
        {
            manager.Current = Outer;
            return;
        }
        for (var scope = manager.Current; scope is not null; scope = scope.Outer)
            if (scope.Outer == this)
                scope.Outer = Outer;
    }
}
