namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] static DisposeScopeManager? ofThread;

    internal static DisposeScopeManager OfThread => ofThread ??= new();

    internal DisposeScope? Current;
    internal readonly ThreadDisposeScopeStatistics Counts = new();
    internal IDisposable[]? SpareItems;

    /// <summary>What the calling thread has made and disposed.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;
}

public static partial class torch
{
    /// <summary>Opens a scope: every tensor that this thread makes from now on is freed when the scope is disposed, unless it was moved out.</summary>
    public static DisposeScope NewDisposeScope() => new(DisposeScopeManager.OfThread);

    /// <summary>The scope that was opened last on this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Runs <paramref name="expr"/> in a scope of its own and keeps only its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
