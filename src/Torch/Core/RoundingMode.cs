namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a division rounds.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>Towards zero.</summary>
        trunc = 1,

        /// <summary>Down.</summary>
        floor = 2,
    }
}
