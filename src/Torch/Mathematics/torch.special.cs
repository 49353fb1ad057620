namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions of mathematics, of each element.</summary>
    public static partial class special;
}
