namespace TorchSharp;

/// <summary>Has backward name the operator that fails or gives NaN, until it is disposed; for all threads, and slow.</summary>
public class AnomalyMode : IDisposable
{
    readonly (bool Enabled, bool CheckNaN) before = (IsEnabled, ShouldCheckNaN);

    /// <summary>Switches the mode on or off.</summary>
    /// <param name="enabled">On or off.</param>
    /// <param name="check_nan">Lets backward fail where a gradient becomes NaN.</param>
    public AnomalyMode(bool enabled, bool check_nan = true) => Set(enabled, check_nan);

    /// <summary>True if the mode is on.</summary>
    public static bool IsEnabled => Native.mt_anomaly_enabled() != 0;

    /// <summary>True if backward fails where a gradient becomes NaN, when the mode is on.</summary>
    public static bool ShouldCheckNaN => Native.mt_anomaly_checks_nan() != 0;

    /// <summary>Restores what was before.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Set(before.Enabled, before.CheckNaN);
    }

    static void Set(bool enabled, bool checkNaN) => Native.mt_set_anomaly(enabled ? 1 : 0, checkNaN ? 1 : 0);
}

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Has backward name the operator that fails or gives NaN, until the result is disposed.</summary>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        /// <summary>Switches anomaly detection on or off; disposing the result restores what was before.</summary>
        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }
}
