namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Each element rounded to the nearest number of so many decimals, halves to even.</summary>
        public Tensor round(long decimals = 0) => decimals == 0 ? Ops.round.Call(this) : Ops.round_decimals.Call(this, decimals);

        /// <summary>As round, in place.</summary>
        public Tensor round_(long decimals = 0) => decimals == 0 ? Ops.round_.Mutate(this) : Ops.round__decimals.Mutate(this, decimals);
    }

    /// <summary>Each element rounded to the nearest number of so many decimals, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>As round, in place.</summary>
    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);

    static string? Rounding(RoundingMode mode) => mode switch
    {
        RoundingMode.None => null,
        RoundingMode.trunc => "trunc",
        RoundingMode.floor => "floor",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected None, trunc or floor."),
    };
}
