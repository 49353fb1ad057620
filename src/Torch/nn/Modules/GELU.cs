namespace TorchSharp.Modules;

public sealed partial class GELU
{
    /// <summary>Exact, or by a formula with tanh.</summary>
    public enum Approximate
    {
        none = 0,
        tanh = 1,
    }
}
