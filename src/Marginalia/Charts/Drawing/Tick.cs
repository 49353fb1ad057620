namespace Marginalia.Charts.Drawing;

/// <summary>A place on an axis; minor ticks have an empty label.</summary>
internal readonly record struct Tick(double Value, Label Label)
{
    public bool Minor => Label.Text.Length == 0;
}
