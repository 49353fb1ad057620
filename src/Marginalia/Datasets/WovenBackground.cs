namespace Marginalia.Datasets;

/// <summary>What the good pieces of <see cref="WovenDefects"/> look like.</summary>
public enum WovenBackground
{
    /// <summary>Periodic: a wave along the rows plus a wave along the columns, of random phase.</summary>
    Weave,

    /// <summary>Aperiodic: white noise of which only a band of frequencies is left.</summary>
    Grain,
}
