namespace TorchSharp;

public static partial class torch
{
    /// <summary>Restarts the default generators of all devices at <paramref name="seed"/>; returns the processor's.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeError.Check(Native.mt_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    /// <summary>Restarts the default generator at a seed that nobody can predict, and returns that.</summary>
    public static long seed() => Generator.Default.seed();

    /// <summary>The seed at which the default generator's sequence started.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The state of the default generator.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Continues the default generator from a state of get_rng_state.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The numbers 0 to n - 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Ops.randperm_generator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);
}
