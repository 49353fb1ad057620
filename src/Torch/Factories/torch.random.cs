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

    /// <summary>Ones with the probabilities that <paramref name="input"/> gives, else zeros.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Indices drawn with the weights that the rows of <paramref name="input"/> give.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) => input.multinomial(num_samples, replacement, generator);

    public partial class Tensor
    {
        /// <summary>Ones with the probabilities that the elements give, else zeros.</summary>
        public Tensor bernoulli(Generator? generator = null) => Ops.bernoulli.Call(this, generator);

        /// <summary>Indices drawn with the weights that the rows give.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Ops.multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Fills the tensor with uniform random numbers in [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Ops.uniform_.Mutate(this, from, to, generator);

        /// <summary>Fills the tensor with normal random numbers.</summary>
        public Tensor normal_(double mean = 0d, double std = 1d, Generator? generator = null) => Ops.normal_.Mutate(this, mean, std, generator);

        /// <summary>Fills the tensor with ones, with probability p, and zeros.</summary>
        public Tensor bernoulli_(double p = 0.5d, Generator? generator = null) => Ops.bernoulli__float.Mutate(this, p, generator);
    }
}
