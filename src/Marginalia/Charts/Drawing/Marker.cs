namespace Marginalia.Charts.Drawing;

/// <summary>The shape of a point.</summary>
internal enum Marker
{
    Circle,
    Square,
    TriangleUp,
    Diamond,
    TriangleDown,
    Cross,
    Pentagon,
    Hexagon,
}
