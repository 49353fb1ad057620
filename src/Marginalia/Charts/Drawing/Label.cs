namespace Marginalia.Charts.Drawing;

/// <summary>A short text that may end in an exponent, such as 3×10 to the power of −4.</summary>
internal readonly record struct Label(string Text, string Exponent = "")
{
    public static Label None { get; } = new("");

    /// <summary>The label as plotly.js reads it.</summary>
    public string Plotly => Markup.Plotly(Text) + (Exponent.Length > 0 ? $"<sup>{Exponent}</sup>" : "");

    public double Width(double size) => TextMetrics.Width(Text, size) + TextMetrics.Width(Exponent, size * 0.75);

    public override string ToString() => Exponent.Length > 0 ? $"{Text}^{Exponent}" : Text;
}
