using System.Text.Encodings.Web;

namespace Microsoft.AspNetCore.Html;

/// <summary>A fragment of HTML, shown as it is. Named as in ASP.NET, where notebooks know it from.</summary>
public interface IHtmlContent
{
    /// <summary>Writes the fragment, encoding with <paramref name="encoder"/> what needs it.</summary>
    void WriteTo(TextWriter writer, HtmlEncoder encoder);
}

/// <summary>A fragment of HTML given as text.</summary>
public sealed class HtmlString(string value) : IHtmlContent
{
    /// <summary>The HTML.</summary>
    public string Value => value;

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(value);

    /// <summary>The HTML.</summary>
    public override string ToString() => value;
}
