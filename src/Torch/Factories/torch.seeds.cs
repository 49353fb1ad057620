namespace TorchSharp;

public static partial class torch
{
    /// <summary>The default source of random numbers.</summary>
    public static class random
    {
        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="torch.seed"/>
        public static long seed() => torch.seed();

        /// <inheritdoc cref="torch.initial_seed"/>
        public static long initial_seed() => torch.initial_seed();

        /// <inheritdoc cref="torch.get_rng_state"/>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <inheritdoc cref="torch.set_rng_state"/>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

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
}
