namespace Marginalia.Charts.Drawing;

/// <summary>How a series looks: its colour and, so that grey print reads too, a marker, a dash and a hatching of its own.</summary>
internal readonly record struct Style(int Slot, Dash Dash, bool Alone = false)
{
    static readonly Dash[] Cycle = [Dash.Solid, Dash.Dashed, Dash.Dotted, Dash.DashDot];

    public string Colour => Palette.OkabeIto[Slot % Palette.OkabeIto.Count];

    public Marker Marker => (Marker)(Slot % 8);

    public Hatch Hatch => (Hatch)(Slot % 6);

    /// <summary>The SVG dash array, empty for a solid line.</summary>
    public string DashArray => Dash switch
    {
        Dash.Dashed => "7 4",
        Dash.Dotted => "1.5 3.5",
        Dash.DashDot => "8 3.5 1.5 3.5",
        _ => "",
    };

    public string PlotlyDash => Dash switch
    {
        Dash.Dashed => "dash",
        Dash.Dotted => "dot",
        Dash.DashDot => "dashdot",
        _ => "solid",
    };

    /// <summary>The style of a slot; the palette's second round is dashed, its third dotted.</summary>
    public static Style Of(int slot, Dash? dash, bool alone) => new(slot, dash ?? Cycle[slot / Palette.OkabeIto.Count % Cycle.Length], alone);
}
