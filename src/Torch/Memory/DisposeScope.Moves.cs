using static TorchSharp.torch;

namespace TorchSharp;

public sealed partial class DisposeScope
{
    /// <summary>Puts an object into this scope; it leaves the scope it was in.</summary>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (disposable is Tensor tensor) tensor.MoveTo(this, attached: true);
        else if (!Contains(disposable)) Include(disposable);
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        foreach (var disposable in list) Attach(disposable);
        return list;
    }

    /// <summary>Takes an object out of this scope into none: it lives until it is disposed or collected.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        MoveToOther(null!, disposable);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third) where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) Detach(disposable);
    }

    /// <summary>Moves an object to the enclosing scope, or to none where this is the outermost one.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(Outer!, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third) where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOuter(disposable);
    }

    /// <summary>Moves an object of this scope to <paramref name="scope"/>, or to none if that is null.</summary>
    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        if (disposable is Tensor tensor) tensor.MoveTo(scope);
        else if (IndexOf(disposable) is >= 0 and var place)
        {
            Exclude(place);
            scope?.Include(disposable);
        }
        return disposable;
    }

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOther(scope, first), MoveToOther(scope, second));

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third) where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOther(scope, disposable);
    }

    /// <summary>Disposes what the scope holds now but for <paramref name="keep"/>.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third) where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var item in DisposablesView)
        {
            if (keep.Contains(item)) continue;
            if (item is not Tensor && IndexOf(item) is >= 0 and var place) Exclude(place);
            item.Dispose();
        }
    }

    /// <summary>Forgets an object that was disposed by other means.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (disposable is Tensor tensor && tensor.Scope == this) tensor.ForgetScope();
        else if (disposable is not Tensor && IndexOf(disposable) is >= 0 and var place) Exclude(place);
    }
}
