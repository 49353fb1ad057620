using System.Collections;
using Marginalia.Claims;

namespace Marginalia.Tests.Charts;

/// <summary>The formatter convention, read as notebook engines read it: by names and reflection alone.</summary>
public class FormatterTests
{
    [Fact]
    public void ChartsRenderAsHtmlAndText()
    {
        var chart = Gallery.Make("lines");
        Assert.Equal(["text/html", "text/plain"], Preferred(chart));
        Assert.Equal(chart.ToHtml(), Rendered(chart, "text/html"));
        Assert.Equal(chart.ToString(), Rendered(chart, "text/plain"));
        Assert.Equal(["text/html", "text/plain"], Preferred(Gallery.Make("grid")));
        Assert.Equal(["text/html", "text/plain"], Preferred(Gallery.Make("images")));
    }

    [Fact]
    public void ClaimsRenderAsHtmlTextAndJson()
    {
        var claim = new Claim("id", "Sentence.", "source", Verdict.Reproduced).Criterion("a", Bound.AtMost(1)).Measure("a", [1]);
        Assert.Equal(["text/html", "text/plain", "application/vnd.marginalia.claim+json"], Preferred(claim));
        Assert.Equal(claim.ToJson(), Rendered(claim, Claim.MimeType));
        Assert.Equal(claim.ToHtml(), Rendered(claim, "text/html"));
    }

    [Fact]
    public void FormattersLeaveOtherTypesAlone()
    {
        foreach (var formatter in Formatters(Gallery.Make("lines")))
            Assert.Equal(false, formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["text", TextWriter.Null]));
    }

    static Attribute Source(object value) =>
        value.GetType().GetCustomAttributes(true).OfType<Attribute>().Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    static string[] Preferred(object value)
    {
        var source = Source(value);
        return (string[])source.GetType().GetProperty("PreferredMimeTypes")!.GetValue(source)!;
    }

    static IEnumerable<object> Formatters(object value)
    {
        var source = Source(value);
        var factory = Activator.CreateInstance((Type)source.GetType().GetProperty("FormatterSourceType")!.GetValue(source)!)!;
        return ((IEnumerable)factory.GetType().GetMethod("CreateTypeFormatters")!.Invoke(factory, null)!).Cast<object>();
    }

    static string Rendered(object value, string mimeType)
    {
        var formatter = Formatters(value).Single(f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)! == mimeType);
        var format = formatter.GetType().GetMethod("Format")!;
        Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(parameter => parameter.ParameterType));
        using var writer = new StringWriter();
        Assert.Equal(true, format.Invoke(formatter, [value, writer]));
        return writer.ToString();
    }
}
