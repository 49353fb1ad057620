using Marginalia.Kernel.Formatting;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Tests.Formatting;

public sealed class FormatterTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    [Fact]
    public void Formatters_are_registered_as_functions_of_every_shape()
    {
        Formatter.Register<Version>(version => $"v{version.Major}");
        Assert.Equal("v1", new Version(1, 2).ToDisplayString());
        Formatter.Register<Version>((version, writer) => writer.Write(version.Minor), "text/html");
        Assert.Equal("2", new Version(1, 2).ToDisplayString("text/html"));
        Formatter.Register<Version>((version, context) =>
        {
            context.Writer.Write(context.Depth);
            return true;
        }, "x/depth");
        Assert.Equal("1", new Version(1, 2).ToDisplayString("x/depth"));
        Formatter.Register(typeof(List<>), (list, writer) => writer.Write("a list"), "text/html");
        Assert.Equal("a list", new List<int>().ToDisplayString("text/html"));
        Formatter.Register(new PlainTextFormatter<Uri>(uri => uri.Host));
        Assert.Equal("b.org", new Uri("https://b.org/x").ToDisplayString());
        Formatter.ResetToDefault();
        Assert.Equal("1.2", new Version(1, 2).ToDisplayString());
    }

    [Fact]
    public void A_formatter_writes_parts_of_its_value_as_they_are_shown()
    {
        Formatter.Register<Lazy<int[]>>((lazy, context) =>
        {
            lazy.Value.FormatTo(context, "text/html");
            return true;
        }, "text/html");
        Assert.Equal("<div class=\"dni-plaintext\"><pre>[ 1, 2 ]</pre></div>", new Lazy<int[]>([1, 2]).ToDisplayString("text/html"));
    }

    [Fact]
    public void A_formatter_that_calls_itself_ends_at_the_recursion_limit()
    {
        Formatter.Register<Version>((version, context) =>
        {
            context.Writer.Write('(');
            version.FormatTo(context, "text/html");
            context.Writer.Write(')');
            return true;
        }, "text/html");
        Assert.Equal("((((((1.2))))))", new Version(1, 2).ToDisplayString("text/html"));
    }

    [Fact]
    public void The_style_of_trees_and_tables_stands_once_at_the_end_of_an_output()
    {
        Assert.DoesNotContain("<style>", 42.ToDisplayString("text/html"));
        Assert.DoesNotContain("<style>", new[] { 1, 2 }.ToDisplayString("text/html"));
        var html = new[] { new { A = new { B = 1 } } }.ToDisplayString("text/html");
        Assert.Equal(2, html.Split("<style>").Length);
        Assert.EndsWith("</style>", html);
    }

    [Fact]
    public void A_sequence_is_read_once_and_no_further_than_needed()
    {
        var read = 0;
        var bundle = Renderer.Bundle(Enumerable.Range(0, int.MaxValue).Select(number => new { Number = number, Read = ++read }));
        Assert.Equal(Formatter.ListExpansionLimit + 1, read);
        Assert.Contains("Number = 19, Read = 20 ", bundle["text/html"]);
        Assert.Contains("Read: 20 ... (more)", bundle["text/plain"]);
    }

    [Fact]
    public void Getters_and_texts_that_throw_are_said_to_in_their_place()
    {
        Assert.Contains("<td>Oops</td><td><div class=\"dni-plaintext\"><pre>System.InvalidOperationException: no &lt;value&gt;</pre></div></td>", new Bad().ToDisplayString("text/html"));
        Assert.Contains("Oops: System.InvalidOperationException: no <value>\n", new Bad().ToDisplayString());
        Assert.Contains("ToString() threw System.InvalidOperationException: no text", new Bad().ToDisplayString("text/html"));
    }

    [Fact]
    public async Task Tasks_are_not_waited_for_and_show_their_result_when_they_have_one()
    {
        Assert.Equal("Task<Int32>\n      Status: RanToCompletion\n      Result: 5", Task.FromResult(5).ToDisplayString());
        Assert.Equal("Status: WaitingForActivation", new TaskCompletionSource<int>().Task.ToDisplayString().Split('\n')[^1].Trim());
        var failed = Task.FromException<int>(new InvalidOperationException("failed"));
        Assert.Contains("Exception: System.InvalidOperationException: failed", failed.ToDisplayString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
    }

    [Fact]
    public void Spans_show_their_elements() =>
        Assert.Contains("Letters: abc\n      Numbers: [ 1, 2 ]", new Spans().ToDisplayString());

    [Fact]
    public void Methods_and_functions_are_not_unfolded()
    {
        Assert.Equal("System.Func<System.Int32,System.Int32>", ((Func<int, int>)(x => x)).ToDisplayString());
        Assert.Equal("System.Object Clone()", typeof(string).GetMethod("Clone").ToDisplayString());
    }

    [Fact]
    public void Formatted_values_are_shown_as_they_are()
    {
        Assert.Equal("**md**", Renderer.Result(new FormattedValue("text/markdown", "**md**"))!["text/markdown"]);
        Assert.Equal(["text/html", "text/plain"], Renderer.Result(FormattedValue.CreateManyFromObject(42))!.Data.Keys);
        Assert.Equal("text/plain", FormattedValue.CreateSingleFromObject("x").MimeType);
        Assert.Null(Renderer.Result(new DisplayedValue(1, [])));
    }

    [Fact]
    public void Preferred_MIME_types_can_be_asked_for()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(IEnumerable<int>), "text/csv");
        Assert.Equal(["text/csv"], Formatter.GetPreferredMimeTypesFor(typeof(List<int>)));
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(typeof(List<string>)));
        Assert.Equal("value\n1\n2\n", Renderer.Bundle(new List<int> { 1, 2 })["text/csv"]);
    }

    [Fact]
    public void Tables_are_made_of_JSON_too()
    {
        var table = System.Text.Json.JsonDocument.Parse("""[{"a": 1, "b": "x,y"}, {"a": 2.5, "c": [1]}]""").ToTabularDataResource();
        Assert.Equal("a,b,c\n1,\"x,y\",\n2.5,,[1]\n", table.ToDisplayString("text/csv"));
        Assert.Equal([TableSchemaFieldType.Number, TableSchemaFieldType.String, TableSchemaFieldType.Any], table.Schema.Fields.Select(field => field.Type));
    }

    [Fact]
    public void Elements_are_put_together_from_HTML()
    {
        var list = "ul".Tag().WithAttributes("class", "a").Append("li".Tag().Containing("1 < 2"), new HtmlString("<li/>"));
        list.HtmlAttributes.AddCssClass("b");
        Assert.Equal("<ul class=\"a b\"><li>1 &lt; 2</li><li/></ul>", list.ToString());
        Assert.Equal("<br />", "br".Tag().SelfClosing().ToString());
    }

    sealed class Bad
    {
        public int Oops => throw new InvalidOperationException("no <value>");

        public int Fine => 1;

        public override string ToString() => throw new InvalidOperationException("no text");
    }

    sealed class Spans
    {
        readonly int[] _numbers = [1, 2];

        public ReadOnlySpan<char> Letters => "abc";

        public Span<int> Numbers => _numbers;
    }
}
