namespace Marginalia.Charts.Drawing;

/// <summary>Lines across a bar that tell it from its neighbours without colour.</summary>
internal enum Hatch
{
    None,
    Rising,
    Falling,
    Horizontal,
    Crossed,
    Vertical,
}
