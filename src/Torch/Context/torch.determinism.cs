namespace TorchSharp;

/// <summary>What happens when an operator has no deterministic implementation.</summary>
public enum DebugMode
{
    /// <summary>Nothing.</summary>
    @default = 0,

    /// <summary>A warning.</summary>
    warn = 1,
}

/// <summary>How exact products of float32 matrices are.</summary>
public enum Float32MatmulPrecision
{
    /// <summary>Float32 throughout.</summary>
    highest = 0,

    /// <summary>Factors may be rounded to TF32.</summary>
    high = 1,

    /// <summary>Factors may be rounded to bfloat16.</summary>
    medium = 2,
}

public static partial class torch
{
    /// <summary>Makes operators choose deterministic algorithms, and those that have none fail (or warn). For the whole process, until the result is disposed.</summary>
    /// <returns>Restores what was before when disposed.</returns>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        var (before, beforeWarnOnly) = (are_deterministic_algorithms_enabled(), is_deterministic_algorithms_warn_only_enabled());
        SetDeterministic(mode, warn_only);
        return new Restore(() => SetDeterministic(before, beforeWarnOnly));
    }

    /// <summary>True if operators choose deterministic algorithms.</summary>
    public static unsafe bool are_deterministic_algorithms_enabled()
    {
        int warnOnly;
        return Native.mt_deterministic(&warnOnly) != 0;
    }

    /// <summary>True if an operator without a deterministic algorithm only warns.</summary>
    public static unsafe bool is_deterministic_algorithms_warn_only_enabled()
    {
        int warnOnly;
        _ = Native.mt_deterministic(&warnOnly);
        return warnOnly != 0;
    }

    /// <summary>Warns of operators without a deterministic implementation, or does not; disposing the result restores what was before.</summary>
    public static IDisposable set_deterministic_debug_mode(DebugMode mode) => mode switch
    {
        DebugMode.@default => use_deterministic_algorithms(false),
        DebugMode.warn => use_deterministic_algorithms(true, warn_only: true),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected default or warn."),
    };

    /// <summary>Whether operators without a deterministic implementation warn (or fail).</summary>
    public static DebugMode get_deterministic_debug_mode() => are_deterministic_algorithms_enabled() ? DebugMode.warn : DebugMode.@default;

    /// <summary>Sets how exact products of float32 matrices are; disposing the result restores what was before.</summary>
    public static IDisposable set_float32_matmul_precision(Float32MatmulPrecision precision)
    {
        var before = get_float32_matmul_precision();
        SetPrecision(precision);
        return new Restore(() => SetPrecision(before));
    }

    /// <summary>How exact products of float32 matrices are.</summary>
    public static unsafe Float32MatmulPrecision get_float32_matmul_precision()
    {
        int value;
        NativeError.Check(Native.mt_matmul_precision(&value));
        return (Float32MatmulPrecision)value;
    }

    /// <summary>Repeats warnings that libtorch gives once by default; disposing the result restores what was before.</summary>
    public static IDisposable set_warn_always(bool mode = true)
    {
        var before = is_warn_always_enabled();
        Native.Switch(ContextSwitch.WarnAlways, mode);
        return new Restore(() => Native.Switch(ContextSwitch.WarnAlways, before));
    }

    /// <summary>True if libtorch repeats warnings that it gives once by default.</summary>
    public static bool is_warn_always_enabled() => Native.Switch(ContextSwitch.WarnAlways);

    static void SetDeterministic(bool mode, bool warnOnly) => Native.mt_set_deterministic(mode ? 1 : 0, warnOnly ? 1 : 0);

    static unsafe void SetPrecision(Float32MatmulPrecision precision)
    {
        var name = precision switch
        {
            Float32MatmulPrecision.highest => "highest\0"u8,
            Float32MatmulPrecision.high => "high\0"u8,
            Float32MatmulPrecision.medium => "medium\0"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "Expected highest, high or medium."),
        };
        fixed (byte* text = name) NativeError.Check(Native.mt_set_matmul_precision(text));
    }
}
