namespace TorchSharp;

/// <summary>Counts of what one thread made, disposed, and moved into and out of dispose scopes.</summary>
public class LifetimeStatistics
{
    internal long CreatedIn, CreatedOutside, DisposedIn, DisposedOutside, Attached, Detached;

    /// <summary>Made while a scope was open.</summary>
    public long CreatedInScopeCount => CreatedIn;

    /// <summary>Made while no scope was open.</summary>
    public long CreatedOutsideScopeCount => CreatedOutside;

    /// <summary>Disposed while in a scope, by it or by hand.</summary>
    public long DisposedInScopeCount => DisposedIn;

    /// <summary>Disposed while in no scope.</summary>
    public long DisposedOutsideScopeCount => DisposedOutside;

    /// <summary>Put into a scope later.</summary>
    public long AttachedToScopeCount => Attached;

    /// <summary>Taken out of all scopes.</summary>
    public long DetachedFromScopeCount => Detached;

    /// <summary>Made and not yet disposed. What the garbage collector freed still counts.</summary>
    public long ThreadTotalLiveCount => CreatedIn + CreatedOutside - DisposedIn - DisposedOutside;

    /// <summary>Sets all counts to zero.</summary>
    public void Reset() => CreatedIn = CreatedOutside = DisposedIn = DisposedOutside = Attached = Detached = 0;

    /// <summary>All counts in one line.</summary>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutside}; DisposedOutsideScopeCount: {DisposedOutside}; CreatedInScopeCount: {CreatedIn}; DisposedInScopeCount: {DisposedIn}; AttachedToScopeCount: {Attached}; DetachedFromScopeCount: {Detached}";
}
