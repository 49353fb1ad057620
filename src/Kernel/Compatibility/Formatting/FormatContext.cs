using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Where a formatter writes, and how deep in the value it is; one per value and MIME type.</summary>
public class FormatContext : IDisposable
{
    /// <summary>Writes to <paramref name="writer"/>, which stays open.</summary>
    public FormatContext(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Writer = writer;
    }

    /// <summary>Formatters that are at work: 1 in that of the value itself, 2 in that of one of its members.</summary>
    public int Depth { get; private set; }

    /// <summary>Takes the text.</summary>
    public TextWriter Writer { get; }

    /// <summary>Blanks before a member of the value in plain text.</summary>
    internal int Indent { get; set; } = PlainRenderer.FirstIndent;

    /// <summary>Whether tables and trees were written, which need a style.</summary>
    internal bool NeedsStyle { get; set; }

    /// <summary>What has been taken from the sequences in the value.</summary>
    internal TakenItems Items { get; init; } = new();

    /// <summary>Ends the text: with the style of tables and trees, if there are any.</summary>
    public virtual void Dispose()
    {
        if (NeedsStyle)
            Writer.Write(DefaultStyle.Block);
        NeedsStyle = false;
        GC.SuppressFinalize(this);
    }

    /// <summary>One level deeper, until the result is disposed.</summary>
    internal Level Enter()
    {
        Depth++;
        return new(this, Indent);
    }

    /// <summary>Another writer at the same place in the value.</summary>
    internal FormatContext To(TextWriter writer) => new(writer) { Depth = Depth, Indent = Indent, Items = Items };

    /// <summary>A text by itself inside this one.</summary>
    internal FormatContext Inside(TextWriter writer) => new(writer) { Depth = 1, Items = Items };

    internal readonly struct Level(FormatContext context, int indent) : IDisposable
    {
        public void Dispose()
        {
            context.Depth--;
            context.Indent = indent;
        }
    }
}
