namespace Marginalia.Kernel.Tests.Intelligence;

public class InspectionTests
{
    static readonly Lazy<Session> s_shared = new(() => new(
        """
        var words = new List<string> { "a", "bc" };
        int count = 3;
        var text = "a \"quoted\"\nline";
        double[] rates = { 0.5, 1 };
        /// <summary>Twice the <paramref name="number"/>.</summary>
        /// <param name="number">What to double.</param>
        /// <returns>The double; see <see cref="Math.Max(int, int)"/>.</returns>
        /// <exception cref="OverflowException">It is too large.</exception>
        static int Twice(int number) => 2 * number;
        /// Says hello.
        class Greeter {
            /// <summary>To whom.</summary>
            public string Name { get; set; } = ""; }
        void Over(int a) { }
        void Over(string a, bool b) { }
        interface IShape {
            /// <summary>How large it is.</summary>
            double Area(); }
        class Square : IShape {
            /// <inheritdoc/>
            public double Area() => 1; }
        """));

    static string Plain(string marked, int detail = 0) => s_shared.Value.Inspect(marked, detail)?["text/plain"] ?? "nothing";

    [Theory]
    [InlineData("co$$unt", "(variable) int count = 3")]
    [InlineData("count$$ + 1", "(variable) int count = 3")]
    [InlineData("$$count", "(variable) int count = 3")]
    [InlineData("words$$", "(variable) List<string> words = 2 elements")]
    [InlineData("text$$", "(variable) string text = \"a \\\"quoted\\\"\\nline\"")]
    [InlineData("rates$$", "(variable) double[] rates = [0.5, 1]")]
    [InlineData("int fresh = 1;\nfresh$$", "(variable) int fresh")]
    [InlineData("va$$r n = words.Count;", "int\n\nRepresents a 32-bit signed integer.")]
    [InlineData("words.Select(w$$ => w.Length)", "(parameter) string w")]
    [InlineData("{ var local = 2.5; loc$$al++; }", "(local) double local")]
    [InlineData("Math.PI$$", "(constant) double Math.PI = 3.14")]
    [InlineData("words.Coun$$t", "int List<string>.Count { get; }")]
    [InlineData("Sys$$tem.Console.Write(1)", "namespace System")]
    [InlineData("new StringBu$$ilder()", "class System.Text.StringBuilder\n\nRepresents a mutable string of characters.")]
    [InlineData("List$$<int> l;", "class System.Collections.Generic.List<")]
    [InlineData("Greeter$$ g", "class Greeter\n\nSays hello.")]
    [InlineData("new Greeter().Name$$", "string Greeter.Name { get; set; }\n\nTo whom.")]
    [InlineData("new Square().Area$$()", "double Square.Area()\n\nHow large it is.")]
    [InlineData("Over$$", "void Over(int a) (+1 overload)")]
    [InlineData("Over(\"\", $$", "void Over(string a, bool b)\nvoid Over(int a)")]
    [InlineData("Math.Max(1, $$", "int Math.Max(int val1, int val2)\nbyte Math.Max(byte val1, byte val2)\n")]
    [InlineData("Math.Max(1, Math.Min(2, $$3))", "int Math.Min(")]
    [InlineData("string.Join(\",$$\", words)", "string string.Join(string? separator, IEnumerable<string?> values)\n")]
    [InlineData("new Greeter($$)", "Greeter()")]
    [InlineData("display$$(1)", "DisplayedValue Kernel.display(object? value, params string[] mimeTypes)\n\nShows a value")]
    [InlineData("words.Selec$$t(w => w)", "(extension) IEnumerable<string> IEnumerable<string>.Select<string, string>(Func<string, string> selector)")]
    [InlineData("Twice(num$$ber: 1)", "(parameter) int number\n\nWhat to double.")]
    [InlineData("from w in words select w$$", "(local) w")]
    [InlineData("words.OrderBy($$", "(extension) IOrderedEnumerable<string> IEnumerable<string>.OrderBy<string, TKey>(Func<string, TKey> keySelector)\n")]
    [InlineData("\"no$$thing\"", "nothing")]
    [InlineData("// no$$thing", "nothing")]
    [InlineData("$$", "nothing")]
    [InlineData("unknown$$", "nothing")]
    [InlineData("#!ti$$me", "#!time: show how long the cell takes")]
    public void Says_what_is_under_the_cursor(string marked, string start) => Assert.StartsWith(start, Plain(marked));

    [Fact]
    public void Documentation_of_cells()
    {
        Assert.Equal(
            """
            int Twice(int number)

            Twice the number.

            number: What to double.
            Returns: The double; see Math.Max.
            Throws OverflowException: It is too large.
            """.ReplaceLineEndings("\n"),
            Plain("Twi$$ce(1)"));
        var bundle = s_shared.Value.Inspect("Twice($$1)")!;
        Assert.Contains("<b>number</b>", bundle["text/html"]);
        Assert.Contains("Twice the <code>number</code>.", bundle["text/html"]);
        Assert.StartsWith("```csharp\nint Twice(int number)\n```\n\nTwice the `number`.", bundle["text/markdown"]);
    }

    [Fact]
    public void Documentation_of_the_framework()
    {
        var text = Plain("Math.Ma$$x(1, 2)");
        Assert.Contains("Returns the larger of two 32-bit signed integers.", text);
        Assert.Contains("val1: The first of two 32-bit signed integers to compare.", text);
        Assert.Contains("Returns: Parameter val1 or val2, whichever is larger.", text);
        Assert.Contains("Projects each element", Plain("words.Selec$$t(w => w)"));
        Assert.Contains("Throws ArgumentNullException: source or selector is null.", Plain("words.Selec$$t(w => w)"));
        Assert.Contains("Adds an object to the end", Plain("words.Ad$$d(\"\")"));
        Assert.Contains("HTTP", Plain("new System.Net.Http.HttpClie$$nt()"));
    }

    [Fact]
    public void More_detail_lists_all_overloads()
    {
        Assert.DoesNotContain("\ndecimal Math.Max", Plain("Math.Ma$$x(1, 2)"));
        Assert.Contains("\ndecimal Math.Max(decimal val1, decimal val2)\n", Plain("Math.Ma$$x(1, 2)", detail: 1));
        Assert.Equal("void Over(int a)\nvoid Over(string a, bool b)", Plain("Over$$(1)", detail: 1));
    }

    [Fact]
    public void Values_follow_the_session()
    {
        var session = new Session("int x = 1;");
        Assert.Equal("(variable) int x = 1", session.Inspect("x$$")!["text/plain"]);
        session.Engine.Execute("x = 5; object o = new Throws(); class Throws { public override string ToString() => throw new Exception(); }", new Engine.RecordingSink(), TestContext.Current.CancellationToken);
        Assert.Equal("(variable) int x = 5", session.Inspect("x$$")!["text/plain"]);
        Assert.Equal("(variable) int x = 5", session.Inspect("int x$$ = 1;")!["text/plain"]);
        Assert.Equal("(variable) object o", session.Inspect("o$$")!["text/plain"]);
        session.Engine.Execute("var x = \"new\";", new Engine.RecordingSink(), TestContext.Current.CancellationToken);
        Assert.Equal("(variable) string x = \"new\"", session.Inspect("x$$")!["text/plain"]);
    }
}
