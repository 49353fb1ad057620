using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Kinds;

/// <summary>
/// Data of one kind in a figure. It knows its extent, how to draw itself as SVG and as plotly.js traces, and how to say itself in words.
/// </summary>
internal abstract class Series(string name)
{
    /// <summary>The name in the legend; empty for none.</summary>
    public string Name => name;

    /// <summary>What the kind is called in a sentence.</summary>
    public abstract string Kind { get; }

    /// <summary>A slot of the palette that the user asked for.</summary>
    public int? Slot { get; init; }

    public Dash? Dash { get; init; }

    /// <summary>How many numbers the series stores per point, in pairs; 0 when it is never thinned.</summary>
    public virtual int Weight => 0;

    /// <summary>Whether the series takes a colour of its own and a line in the legend.</summary>
    public virtual bool Styled => true;

    public abstract Extent XExtent(bool logX, bool logY);

    public abstract Extent YExtent(bool logX, bool logY);

    public abstract void Draw(Svg svg, Canvas canvas, Style style);

    /// <summary>Draws what must not be covered by other series.</summary>
    public virtual void DrawOver(Svg svg, Canvas canvas)
    {
    }

    /// <summary>Draws a sample 24 pixels wide, centred on (x, y), for the legend.</summary>
    public abstract void DrawSample(Svg svg, double x, double y, Style style);

    public abstract IEnumerable<JsonObject> Traces(Canvas canvas, Style style);

    /// <summary>The place where a direct label goes, if the series has an end.</summary>
    public virtual (double X, double Y)? End(bool logX, bool logY) => null;

    /// <summary>What the series shows, for people who do not see it.</summary>
    public abstract string Summary(bool logX, bool logY);

    /// <summary>The shape of a curve as a row of characters; empty for other kinds.</summary>
    public virtual string Sparkline(bool logX, bool logY) => "";
}
