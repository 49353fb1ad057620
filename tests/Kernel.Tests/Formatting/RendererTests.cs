using Marginalia.Kernel.Formatting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Tests.Formatting;

public sealed class RendererTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    [Fact]
    public void Plain_text_stands_beside_html()
    {
        Assert.Equal(["text/html", "text/plain"], Renderer.Bundle(42).Data.Keys);
        Assert.Equal(["text/html", "text/plain"], Renderer.Bundle(null).Data.Keys);
        Assert.Equal(["text/plain"], Renderer.Bundle("text").Data.Keys);
        Assert.Equal("a bold word", Renderer.Bundle(new Microsoft.AspNetCore.Html.HtmlString("<p>a <b>bold</b>\n word</p><script>x</script>"))["text/plain"]);
    }

    [Fact]
    public void MIME_types_asked_for_come_alone_and_in_order() =>
        Assert.Equal(["text/plain", "text/html"], Renderer.Bundle(1, "text/plain", "text/html").Data.Keys);

    [Fact]
    public void A_MIME_type_without_formatter_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<ArgumentException>(() => Renderer.Bundle(1, "text/markdown"));
        Assert.Contains("MIME type text/markdown and values of type System.Int32", error.Message);
        Assert.Contains("Formatter.Register<T>", error.Message);
        Formatter.SetPreferredMimeTypesFor(typeof(Version), "text/markdown");
        Assert.Throws<ArgumentException>(() => Renderer.Bundle(new Version(1, 2)));
    }

    [Fact]
    public void Types_bring_formatters_along_by_an_attribute_of_the_right_name()
    {
        var bundle = Renderer.Bundle(new Derived());
        Assert.Equal(["text/html", "image/svg+xml", "text/plain"], bundle.Data.Keys);
        Assert.Equal("<b>figure</b>", bundle["text/html"]);
        Assert.Equal("<svg/>", bundle["image/svg+xml"]);
        Assert.Equal("figure", bundle["text/plain"]);
        Assert.Contains("<b>figure</b>", Renderer.Text(new { Figure = new Derived() }, "text/html"));
    }

    [Fact]
    public void Lists_are_cut_at_the_limit()
    {
        Formatter.ListExpansionLimit = 2;
        Assert.Equal("[ 1, 2 ... (1 more) ]", Renderer.Text(new[] { 1, 2, 3 }, "text/plain"));
        Assert.Equal("[ 1, 2 ]", Renderer.Text(new[] { 1, 2 }, "text/plain"));
    }

    [Theory]
    [InlineData(1.5f, "1.5")]
    [InlineData('<', "&lt;")]
    public void Scalars_are_escaped_text(object value, string text) =>
        Assert.Equal($"<div class=\"dni-plaintext\"><pre>{text}</pre></div>", Renderer.Text(value, "text/html"));

    [Fact]
    public void Parts_of_the_program_are_not_unfolded()
    {
        Assert.InRange(Renderer.Text(new { Method = typeof(string).GetMethod("Clone") }, "text/html").Length, 1, 1000);
        try
        {
            throw new InvalidOperationException("thrown");
        }
        catch (InvalidOperationException error)
        {
            Assert.InRange(Renderer.Text(error, "text/html").Length, 1, 5000);
        }
    }

    [TypeFormatterSource(typeof(FigureFormats), PreferredMimeTypes = ["text/html", "image/svg+xml", "text/plain"])]
    class Figure;

    sealed class Derived : Figure;

    [AttributeUsage(AttributeTargets.Class)]
    sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType => source;

        public string[]? PreferredMimeTypes { get; set; }
    }

    sealed class FigureFormats
    {
        public IEnumerable<object> CreateTypeFormatters() => [new FigureFormat("text/html", "<b>figure</b>"), new FigureFormat("image/svg+xml", "<svg/>"), new FigureFormat("text/plain", "figure")];
    }

    sealed class FigureFormat(string mimeType, string text)
    {
        public string MimeType => mimeType;

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(text);
            return value is Figure;
        }
    }

    /// <summary>Each of its members is as wide again, as with tensors, whose members are tensors.</summary>
    public sealed class Endless
    {
        public static int Made { get; private set; }

        public Endless() => Made++;

        public Endless A => new();

        public Endless B => new();

        public Endless C => new();

        public Endless D => new();

        public Endless E => new();

        public Endless F => new();

        public Endless G => new();

        public Endless H => new();
    }

    [Fact]
    public void AValueWithoutEndIsCutShort()
    {
        var html = new Endless().ToDisplayString("text/html");
        Assert.InRange(html.Length, 500_000, 1_100_000);
        Assert.EndsWith("</details>", html.Split("<style>")[0].TrimEnd());
        Assert.True(Endless.Made < 20_000, $"{Endless.Made} were made");
    }
}
