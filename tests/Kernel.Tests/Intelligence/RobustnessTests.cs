using Marginalia.Kernel.Tests.Engine;

namespace Marginalia.Kernel.Tests.Intelligence;

public class RobustnessTests
{
    static readonly string[] s_snippets =
    [
        """""
        using System.IO;
        #r "System.Text.Json"
        // A comment, and 𝛼 "text" with {braces}
        var text = $"a{1 + 2:F2}b{(true ? "x" : "y")}" + @"c""d" + 'e' + \u0041;
        /* more */ int[] numbers = [1, 2, .. new[] { 3 }];
        #region r
        string Raw() => $$""""
            {{text.Length}} {not a hole}
            """";
        #endregion
        #!time
        """"",
        """
        [Obsolete("x", error: false)]
        public sealed record class Person<T>(string First, T Other) : IComparable<Person<T>> where T : notnull, new()
        {
            public required int Age { get; init; } = 3;
            public event EventHandler? Changed;
            public int this[int i] => i;
            public static Person<T> operator +(Person<T> a, Person<T> b) => a with { First = b.First, Age = 1 };
            int IComparable<Person<T>>.CompareTo(Person<T>? other) => other is { First: "x" or "y", Age: > 3 and not 7 } p ? p.Age : base.GetHashCode();
            ~Person() { }
        }
        delegate ref readonly int D<in T>(scoped ref T a, params ReadOnlySpan<int> rest);
        """,
        """
        var query = from a in new[] { 1, 2 } join b in new[] { 3 } on a equals b into c from d in c.DefaultIfEmpty() let e = a * d where e > 1 orderby e descending, a group (a, e) by e % 2 into g select new { g.Key, Sum = g.Sum(x => x.e) };
        await foreach (var (x, y) in Stream()) { if (x is int i and > 3 && y is [1, .., var last]) Console.WriteLine(i switch { 1 => "a", _ when last > 2 => throw new Exception(), _ => nameof(i) }); }
        async IAsyncEnumerable<(object, int[])> Stream() { yield return (1, [1]); await Task.Yield(); yield break; }
        try { checked { int z = unchecked(1 + 2); } } catch (IOException e) when (e.HResult != 0) { throw; } finally { lock (query) { goto end; } }
        end: ;
        """,
        """
        unsafe { int* p = stackalloc int[3]; p->ToString(); fixed (char* c = "x") { *c = 'y'; } }
        using var s = new System.IO.MemoryStream { Position = 0, Capacity = 3 };
        Func<int, Func<int, int>> f = static a => b => a?.ToString()?.Length ?? default(int) + sizeof(int);
        for (int i = 0, j = 1; i < 3; i++, j--) { do { continue; } while (i > 1); }
        dynamic d = 1; d.Foo.Bar(baz: 1); (int A, string B) t = (1, "b"); var (q, _) = t; t.A++; ref int r = ref t.A;
        Dictionary<string, List<int?>> map = new() { ["a"] = new() { 1, null }, { "b", [] } };
        #if DEBUG
        nothing.
        #else
        map["a"].First().Val
        #endif
        """,
        "#!html\n<b>x</b>\n#!csharp\nnew { a = 1, \n#!import x.ipynb\n#r \"nuget: A, 1\"\n#load \"x\"\n#i \"\n[(<{\"'`\\",
        "class A { void F() { B(x => { return y.\n} int P { get; set\n}\n}}}}}} namespace N { enum E : byte { X = 1, } } using X = System.Int32; extern alias z; global::System.",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Questions_at_every_position_are_answered(int snippet)
    {
        var session = new Session("int a = 1; class Shape { public int Size; }");
        var code = s_snippets[snippet];
        for (var at = snippet % 2; at <= code.Length; at += 2) // every second one takes long enough
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Check(session, code, at);
        }
    }

    [Fact]
    public void Half_typed_code_is_answered()
    {
        var session = new Session("int a = 1; class Shape { public int Size; }");
        foreach (var code in s_snippets)
            for (var at = 0; at <= code.Length; at += 11)
            {
                Check(session, code[..at], at);
                session.Engine.IsComplete(code[..at]);
            }
    }

    [Fact]
    public void Garbage_is_answered()
    {
        var session = new Session("int a = 1;");
        var random = new Random(5);
        string[] pieces = ["a", ".", "?.", "(", ")", "[", "]", "{", "}", "<", ">", "=>", "\"", "$\"", "'", "/*", "//", "\n", " ", "#", "#!", "#r \"", "new ", "is ", "switch ", "from ", "in ", "class ", "case ", ":", ";", ",", "@", "\\", "é", "😀", "\ud83d", "\0", "await ", "using ", "with ", "1", "..", "->", "::", "///"];
        for (var round = 0; round < 150; round++)
        {
            var code = string.Concat(random.GetItems(pieces, random.Next(1, 20)));
            Check(session, code, random.Next(code.Length + 1));
            session.Engine.IsComplete(code);
        }
    }

    static void Check(Session session, string code, int at)
    {
        var completions = session.Engine.Complete(code, at);
        Assert.InRange(completions.Start, 0, at);
        Assert.InRange(completions.End, at, code.Length);
        if (at % 5 == 0)
            foreach (var item in completions.Items.Take(3))
                Assert.NotNull(item.Signature + item.Documentation);
        if (at % 3 == 0)
            session.Engine.Inspect(code, at, at % 2);
    }

    [Fact]
    public void Positions_outside_the_text_are_brought_in()
    {
        var session = new Session();
        Assert.Equal(3, session.Engine.Complete("Con", 99).End);
        Assert.Equal(0, session.Engine.Complete("Con", -1).Start);
        Assert.NotNull(session.Engine.Inspect("Console", 99));
    }

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        var session = new Session("int before = 1; var go = new System.Threading.ManualResetEventSlim();");
        var cancellation = TestContext.Current.CancellationToken;
        var running = Task.Run(() => session.Engine.Execute("int during = 2; go.Wait(); during", new RecordingSink(), cancellation), cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var round = 0; round < 10; round++)
            {
                session.Check($"{{ int v{thread}{round} = 1; $$ }}", $"before v{thread}{round}");
                Assert.Equal("(variable) int before = 1", session.Inspect("before$$")!["text/plain"]);
            }
        }, cancellation)));
        Assert.False(running.IsCompleted);
        session.Engine.Interrupt();
        await running;
        session.Check("$$", "before during");
    }
}
