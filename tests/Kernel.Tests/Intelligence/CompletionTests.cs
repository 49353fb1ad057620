using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Tests.Intelligence;

public class CompletionTests
{
    static readonly Lazy<Session> s_shared = new(() => new(
        """
        using System.Diagnostics;
        int count = 3;
        var words = new List<string> { "a", "bc" };
        record Point(int X, int Y) { public string? Name { get; set; } }
        enum Colour { Red, Green, Blue }
        class Base { protected int hidden; public static int Shared; public int Open; [Obsolete] public int Old; public virtual void Run(int speed, string mode = "x") { } }
        /// <summary>Twice the number.</summary>
        static int Twice(int number) => 2 * number;
        """,
        """
        var people = new[] { new { First = "Ann", Age = 3 } };
        var when = DateTime.Now;
        Task<string> later = Task.FromResult("x");
        (int Left, string Right) pair = (1, "b");
        Colour colour = Colour.Red;
        Point? maybe = null;
        double? number = 1;
        public static string Shout(this string text, int times = 1) => text;
        """));

    [Theory]
    // members
    [InlineData("words.$$", "Add Count Select Where AddRange !Console !List !Empty")]
    [InlineData("words.Sel$$", "Select SelectMany !Add")]
    [InlineData("Console.Wr$$", "Write WriteLine !ReadLine")]
    [InlineData("Math.$$", "Max PI Sqrt")]
    [InlineData("\"text\".$$", "Length Substring Shout First !Empty")]
    [InlineData("string.$$", "Join Empty Format !Length")]
    [InlineData("1.$$", "ToString CompareTo")]
    [InlineData("when.$$", "Year AddDays !Now !UtcNow")]
    [InlineData("DateTime.$$", "Now Parse !Year")]
    [InlineData("(await later).$$", "Length Substring")]
    [InlineData("later.$$", "Result ContinueWith Wait !Length")]
    [InlineData("pair.$$", "Left Right !Item1 !Item2")]
    [InlineData("maybe?.$$", "X Y Name Deconstruct")]
    [InlineData("maybe?.Name?.$$", "Length")]
    [InlineData("maybe?.Name.$$", "Length")]
    [InlineData("number?.$$", "CompareTo !HasValue")]
    [InlineData("number.$$", "HasValue Value")]
    [InlineData("people[0].$$", "First Age")]
    [InlineData("people.Select(p => p.$$", "First Age !Length")]
    [InlineData("people.Where(p => p.Age > 1).Select(p => new { p.First, Double = p.Age * 2 }).Select(q => q.$$)", "First Double !Age")]
    [InlineData("people.OrderBy(p => p.Age).ThenBy(p => p.$$", "First Age")]
    [InlineData("words.Select(w => w.Trim()).Where(w => w.Le$$", "Length")]
    [InlineData("from p in people where p.$$", "First Age")]
    [InlineData("from p in people group p by p.Age into g select g.$$", "Key Count")]
    [InlineData("colour.$$", "ToString HasFlag !Red")]
    [InlineData("Colour.$$", "Red Green Blue")]
    [InlineData("new Point(1, 2).$$", "X Y Name")]
    [InlineData("new Base().$$", "Open Run Old !hidden !Shared")]
    [InlineData("class D : Base { void F() { base.$$ } }", "hidden Open Run !Shared")]
    [InlineData("class D : Base { void F() { this.$$ } }", "hidden Open Run F")]
    [InlineData("class D : Base { void F() { $$ } }", "hidden Open Run F Shared this !words !count Twice")]
    [InlineData("void F<T>(T item) where T : IComparable<T> { item.$$ }", "CompareTo")]
    [InlineData("new[] { 1, 2 }.$$", "Length Sum Select")]
    [InlineData("new int[2, 3].$$", "GetLength Rank Length")]
    [InlineData("System.$$", "Console Text Net Linq Collections !Internal")]
    [InlineData("System.Net.$$", "Http Sockets IPAddress WebClient")]
    [InlineData("System.Net.Http.$$", "HttpClient")]
    [InlineData("var client = new System.Net.Http.HttpClient();\nclient.$$", "GetAsync GetStringAsync Timeout")]
    [InlineData("System.Text.Json.JsonSerializer.Des$$", "Deserialize DeserializeAsync")]
    [InlineData("global::System.$$", "Console")]
    [InlineData("unsafe { int* p = null; p->$$ }", "ToString CompareTo")]
    // half-typed code, with more after it
    [InlineData("words.$$\nvar b = 3;", "Add Count")]
    [InlineData("words.$$\ncount = 4;", "Add Count")]
    [InlineData("words.$$\nConsole.WriteLine(1);", "Add Count")]
    [InlineData("words.Where(w => w.Length > 1).$$\nvar c = 3;", "Select Count")]
    [InlineData("if (words.$$\n{ }", "Count")]
    [InlineData("foreach (var w in words) { w.$$", "Length Shout")]
    [InlineData("var broken = ;;; nonsense(\nwords.$$", "Add")]
    [InlineData("int x = \"no\";\nwords.$$", "Add")]
    [InlineData("for (int i = 0; i < words.$$", "Count")]
    [InlineData("var t = count switch { 1 => words.$$", "Count")]
    [InlineData("Twice(words.$$)", "Count")]
    [InlineData("Twice(words.$$, 3, unknown)", "Count")]
    [InlineData("$\"{words.$$}\"", "Count")]
    [InlineData("$\"{words.$$", "Count")]
    [InlineData("@words.$$", "Count")]
    [InlineData("unknown.$$", "!Add !Console !words")]
    // names
    [InlineData("$$", "words count Console Math if for var people Twice Point display")]
    [InlineData("wo$$", "words !count")]
    [InlineData("Con$$", "Console Convert")]
    [InlineData("new Li$$", "List LinkedList")]
    [InlineData("new Stopw$$", "Stopwatch")]
    [InlineData("var x = 1;\nx$$", "x")]
    [InlineData("{ int inner = 1; inn$$ }", "inner")]
    [InlineData("{ inn$$; int inner = 1; }", "!inner")]
    [InlineData("var fresh = fre$$", "!fresh")]
    [InlineData("void F(int speed) { spe$$ }", "speed")]
    [InlineData("words.ForEach(word => Console.WriteLine(wo$$", "word words")]
    [InlineData("static int G() => $$", "Twice Math !words !count")]
    [InlineData("foreach (var item in words) ite$$", "item")]
    [InlineData("try { } catch (Exception error) { err$$ }", "error")]
    [InlineData("if (maybe is { } found) fou$$", "found")]
    [InlineData("int.TryParse(\"1\", out var parsed); par$$", "parsed")]
    [InlineData("from p in people select p$$", "p people")]
    [InlineData("Tw$$", "Twice")]
    [InlineData("words?$$", "!nothing")]
    [InlineData("typeof(Str$$", "StringBuilder")]
    [InlineData("(Str$$", "StringBuilder")]
    [InlineData("List<Str$$", "StringBuilder")]
    [InlineData("class D : Ba$$", "Base")]
    [InlineData("class D : Ba$$ { }", "Base")]
    [InlineData("throw new $$", "ArgumentException InvalidOperationException")]
    [InlineData("[Obs$$] void F() { }", "Obsolete !ObsoleteAttribute")]
    [InlineData("using Sys$$", "System !SystemException")]
    [InlineData("using System.$$", "IO Text !Console")]
    [InlineData("using static System.$$", "Console Math IO")]
    [InlineData("using M = System.$$", "Math IO")]
    [InlineData("nameof(wo$$", "words")]
    [InlineData("Marg$$", "!Marginalia")]
    [InlineData("using $$", "System Microsoft static !Markdig !Internal")]
    [InlineData("throw $$", "new")]
    [InlineData("new Rege$$", "Regex")]
    [InlineData("foreach (var (first, second) in new[] { (\"a\", 1) }) first.$$", "Length")]
    [InlineData("words.ToDictionary(w => w, w => w.Length).Select(kv => kv.$$", "Key Value")]
    [InlineData("words.Aggregate(0, (sum, w) => sum + w.$$", "Length")]
    [InlineData("Task.Run(async () => { await Task.Delay(1); words.$$ });", "Count")]
    [InlineData("async Task F() { (await later).$$ }", "Length")]
    [InlineData("if (words is [var head, ..] && head.$$", "Length")]
    [InlineData("words[^1].$$", "Length")]
    [InlineData("words[0..1].$$", "Count")]
    [InlineData("try { } catch (Exception e) when (e.$$", "Message")]
    [InlineData("int Local(int depth) => Local(de$$", "depth depth:")]
    [InlineData("Check$$", "!Checkpoint")]
    [InlineData("Equ$$", "!Equals")]
    // members in braces
    [InlineData("new Point(1, 2) { $$ }", "Name X Y !Console")]
    [InlineData("new Point(1, 2) { X = 3, $$ }", "Name Y !X")]
    [InlineData("new Point(1, 2) { Na$$", "Name")]
    [InlineData("Point q = new(1, 2) { $$ }", "Name X")]
    [InlineData("(maybe! with { $$ })", "Name X Y")]
    [InlineData("if (maybe is { $$ })", "Name X Y !Console")]
    [InlineData("if (maybe is { X: > 0, $$ })", "Name Y !X")]
    [InlineData("if (maybe is { Name.$$: 3 })", "Length")]
    [InlineData("new List<string> { wor$$ }", "words")]
    [InlineData("new System.Diagnostics.ProcessStartInfo { File$$", "FileName")]
    // arguments
    [InlineData("new Base().Run($$)", "speed: mode: words ref")]
    [InlineData("new Base().Run(1, $$)", "mode: !speed:")]
    [InlineData("new Base().Run(mode: \"\", $$)", "speed: !mode:")]
    [InlineData("new Point(X$$", "X:")]
    [InlineData("string.Join(sep$$", "separator:")]
    [InlineData("Twice(nu$$: 3)", "number:")]
    // what the place asks for
    [InlineData("if (colour == $$)", "Colour.Red Colour.Blue colour")]
    [InlineData("Colour c = $$", "Colour.Red")]
    [InlineData("colour = $$", "Colour.Red")]
    [InlineData("switch (colour) { case $$", "Colour.Red")]
    [InlineData("var s = colour switch { $$", "Colour.Red")]
    [InlineData("\"a\".Equals(\"b\", $$", "StringComparison.Ordinal")]
    [InlineData("if (colour is Colour.R$$)", "Red")]
    [InlineData("if (maybe is Poi$$)", "Point")]
    [InlineData("if (maybe is n$$)", "not null")]
    [InlineData("List<int> numbers = new $$", "List")]
    // nothing
    [InlineData("\"wo$$\"", "!words")]
    [InlineData("// wo$$", "!words")]
    [InlineData("/* wo$$", "!words")]
    [InlineData("/* wo$$ */", "!words")]
    [InlineData("$\"wo$$ {count}\"", "!words")]
    [InlineData("$\"{count:wo$$}\"", "!words")]
    [InlineData("$\"{count} wo$$\"", "!words")]
    [InlineData("@\"wo$$", "!words")]
    [InlineData("\"\"\"\nwo$$\n\"\"\"", "!words")]
    [InlineData("'w$$'", "!words")]
    [InlineData("int wo$$", "!words")]
    [InlineData("var $$", "!words !is")]
    [InlineData("class wo$$", "!words")]
    [InlineData("#region wo$$\n#endregion", "!words")]
    [InlineData("#if false\nwo$$\n#endif", "!words")]
    [InlineData("1$$", "!words")]
    // keywords
    [InlineData("for$$", "for foreach")]
    [InlineData("var y = awa$$", "await")]
    [InlineData("count i$$", "is")]
    [InlineData("class D { pub$$ }", "public")]
    [InlineData("class D { public str$$ }", "string")]
    [InlineData("class D { public int X { g$$ } }", "get")]
    [InlineData("from p in people or$$", "orderby")]
    [InlineData("words.for$$\nint x = 3;", "ForEach")]
    // fallback when nothing starts so
    [InlineData("Console.wl$$", "WriteLine")]
    [InlineData("Console.Line$$", "WriteLine ReadLine")]
    public void Offers(string marked, string expected) => s_shared.Value.Check(marked, expected);

    [Fact]
    public void Whole_words_are_replaced()
    {
        var completions = s_shared.Value.Complete("var 𝛼 = \"ü\"; Console.Wri$$te(1)");
        Assert.Equal(("var 𝛼 = \"ü\"; Console.".Length, "var 𝛼 = \"ü\"; Console.Write".Length), (completions.Start, completions.End));
    }

    [Fact]
    public void Locals_and_variables_come_before_types_and_what_every_object_has_comes_last()
    {
        var names = s_shared.Value.Names("{ int counted = 1; Co$$ }".Replace("Co", "co"));
        Assert.Equal(["counted", "colour", "Colour", "count"], names.Take(4));
        Assert.Equal("Display Equals FormatTo GetHashCode GetType ToDisplayString ToString", string.Join(' ', s_shared.Value.Names("new Point(1, 2).$$").TakeLast(7).Order()));
    }

    [Fact]
    public void Obsolete_members_come_last() => Assert.Equal("Old", s_shared.Value.Names("new Base().$$")[^1]);

    [Fact]
    public void Capitals_prefer_names_with_the_same_capitals()
    {
        var session = new Session("int Alpha = 1, alpha = 2;");
        Assert.Equal(["Alpha", "alpha"], session.Names("Al$$").Take(2));
    }

    [Fact]
    public void What_is_asked_for_comes_first()
    {
        Assert.Equal("List", s_shared.Value.Names("List<int> numbers = new $$")[0]);
        Assert.Equal("List<int>", s_shared.Value.Complete("List<int> numbers = new $$").Items[0].Text);
        Assert.Equal("new", s_shared.Value.Names("throw $$")[0]);
        Assert.Equal(["Colour.Blue", "Colour.Green", "Colour.Red"], s_shared.Value.Names("if (colour == $$)").Take(3));
    }

    [Fact]
    public void Types_that_need_their_namespace_are_offered_with_it()
    {
        var item = s_shared.Value.Complete("new HttpCl$$").Items.First(item => item.Name == "HttpClient");
        Assert.Equal("System.Net.Http.HttpClient", item.Text);
    }

    [Fact]
    public void Keywords_as_names_are_escaped()
    {
        var session = new Session("int @class = 1;");
        Assert.Equal("@class", session.Complete("cla$$").Items.First(item => item.Kind == CompletionKind.Variable).Text);
    }

    [Theory]
    [InlineData("wo$$", "words", CompletionKind.Variable)]
    [InlineData("Twi$$", "Twice", CompletionKind.Method)]
    [InlineData("words.Sel$$", "Select", CompletionKind.ExtensionMethod)]
    [InlineData("words.Cou$$", "Count", CompletionKind.Property)]
    [InlineData("Colour.$$", "Red", CompletionKind.EnumMember)]
    [InlineData("Colo$$", "Colour", CompletionKind.Enum)]
    [InlineData("Poi$$", "Point", CompletionKind.Class)]
    [InlineData("DateTi$$", "DateTime", CompletionKind.Struct)]
    [InlineData("IDisp$$", "IDisposable", CompletionKind.Interface)]
    [InlineData("Syst$$", "System", CompletionKind.Namespace)]
    [InlineData("whi$$", "while", CompletionKind.Keyword)]
    [InlineData("Math.P$$", "PI", CompletionKind.Constant)]
    [InlineData("void F(int speed) { spe$$ }", "speed", CompletionKind.Parameter)]
    public void Kinds(string marked, string name, CompletionKind kind) => Assert.Equal(kind, s_shared.Value.Complete(marked).Items.First(item => item.Name == name).Kind);

    [Fact]
    public void Items_say_what_they_are()
    {
        var item = s_shared.Value.Complete("Tw$$").Items.First(item => item.Name == "Twice");
        Assert.Equal(("int Twice(int number)", "Twice the number."), (item.Signature, item.Documentation));
        Assert.StartsWith("(extension) ", s_shared.Value.Complete("words.Select$$").Items[0].Signature);
        Assert.Equal("(variable) List<string> words", s_shared.Value.Complete("words$$").Items[0].Signature);
    }

    [Fact]
    public void The_latest_of_variables_with_the_same_name_is_meant()
    {
        var session = new Session("int x = 1;", "var x = \"text\";");
        session.Check("x.$$", "Length");
        Assert.Equal("(variable) string x", session.Complete("x$$").Items[0].Signature);
    }

    [Fact]
    public void Names_of_the_cell_have_their_types_from_earlier_cells()
    {
        Assert.Equal("(local) List<string> copy", s_shared.Value.Complete("{ var copy = words; cop$$ }").Items[0].Signature);
        Assert.Equal("(parameter) string word", s_shared.Value.Complete("words.Where(word => wor$$").Items[0].Signature);
    }

    [Fact]
    public void Imports_and_aliases_of_earlier_cells_count()
    {
        var session = new Session("using System.Text.RegularExpressions; using static System.Math; using Texts = System.Collections.Generic.List<string>;", "1");
        session.Check("new Reg$$", "Regex");
        session.Check("Sqr$$", "Sqrt");
        session.Check("new Tex$$", "Texts");
        session.Check("new Texts().$$", "Add");
        Assert.Equal("Regex", session.Complete("new Rege$$").Items[0].Text);
    }

    [Fact]
    public void A_cell_that_failed_to_compile_leaves_no_names()
    {
        var session = new Session("int kept = 1;");
        session.Engine.Execute("int lost = 1; nonsense", new Engine.RecordingSink(), TestContext.Current.CancellationToken);
        session.Check("$$", "kept !lost");
    }
}
