namespace Marginalia.Kernel.Formatting;

/// <summary>What stands in the place of a value whose getter throws.</summary>
internal sealed class ThrownValue(Exception error)
{
    public override string ToString() => Summary.Thrown(error);
}
