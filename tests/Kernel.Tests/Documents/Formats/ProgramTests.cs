using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Tests.Documents.Formats;

/// <summary>Notebooks as programs: what moves where, and what is said about the rest.</summary>
public class ProgramTests
{
    const string Head = """
        // A notebook as a program: dotnet run a.cs; ./kit convert makes it a notebook again. The parts below lines of %% are its cells.
        #:property ImplicitUsings=disable
        #:property Nullable=disable
        #:property PublishAot=false
        #:property AllowUnsafeBlocks=true
        using System;
        using System.Text;
        using System.Collections;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using System.Linq;

        """;

    [Fact]
    public void Text_is_a_comment_and_code_is_code() =>
        Assert.Equal(Head + "\n// %% [markdown]\n// # T\n//\n// text\n\n// %%\nvar a = 1;\n", Body(("markdown", "# T\n\ntext"), ("csharp", "var a = 1;")));

    [Theory]
    [InlineData("using System.IO; // why\nvar a = 1;", "//| using System.IO; // why\nvar a = 1;", "using System.IO;")]
    [InlineData("using A = System.Int32; A a = 1;", "/*|using A = System.Int32;|*/ A a = 1;", "using A = System.Int32;")]
    [InlineData("global  using System.IO;", "//| global  using System.IO;", "using System.IO;")]
    [InlineData("#r \"nuget: X, 1.2\"\n#r \"nuget:Y\"\n#r \"nuget: Z, [1.0,2.0)\"", "//| #r \"nuget: X, 1.2\"\n//| #r \"nuget:Y\"\n//| #r \"nuget: Z, [1.0,2.0)\"", "#:package X@1.2\n#:package Y@*\n#:package Z@[1.0,2.0)")]
    [InlineData("#i \"nuget: https://feed/index.json\"", "//| #i \"nuget: https://feed/index.json\"", "#:property RestoreAdditionalProjectSources=https://feed/index.json")]
    [InlineData("#r \"project: ../p/p.csproj\"", "//| #r \"project: ../p/p.csproj\"", "#:project ../p/p.csproj")]
    [InlineData("#r \"Lib\"", "//| #r \"Lib\"", "#:project lib/Lib.csproj")]
    [InlineData("#r \"System.Xml\"\n#!time\nvar a = 1;", "//| #r \"System.Xml\"\n//| #!time\nvar a = 1;", "")]
    public void What_belongs_at_the_top_of_a_program_stands_there(string code, string section, string head)
    {
        var program = Program(out var target, ("csharp", code));
        Assert.Contains($"\n\n// %%\n{section}\n", program);
        foreach (var line in head.Split('\n'))
            Assert.Contains($"\n{line}\n", program);
        Assert.Empty(target.Notes);
    }

    [Theory]
    [InlineData("1 + 1 // two", "display( //|\n1 + 1 // two\n); //|")]
    [InlineData("var a = 1;\na", "var a = 1;\ndisplay( //|\na\n); //|")]
    [InlineData("var a = 1; a", "var a = 1; /*|a|*/\ndisplay(a); //|")]
    [InlineData("Console.WriteLine(1)", "Console.WriteLine(1)\n; //|")]
    [InlineData("public static int F() => 1;", "/*|public |*/static int F() => 1;")]
    public void A_trailing_expression_is_shown_and_modifiers_are_none(string code, string section)
    {
        Assert.Contains($"\n// %%\n{section}\n", Program(out var target, ("csharp", code)));
        Assert.Empty(target.Notes);
    }

    [Fact]
    public void Types_and_extension_methods_stand_at_the_end()
    {
        var program = Program(out var target, ("csharp", "record P(int X);\nstatic int Twice(this int x) => 2 * x;\nrecord Q(int A); record R(int B);\nnew P(2).X.Twice()"));
        Assert.Contains("\n// %%\n//|> P\n//|> Twice\n/*|record Q(int A);|*/ /*|record R(int B);|*/\ndisplay( //|\nnew P(2).X.Twice()\n); //|\n", program);
        Assert.Contains("\n// %% [types]\n\n//|< P\nrecord P(int X);\n\n//|< Twice\nstatic class HasTwice { //|\nstatic int Twice(this int x) => 2 * x;\n} //|\n\n// %% [program]\nrecord Q(int A);\nrecord R(int B);\n", program);
        Assert.DoesNotContain(target.Notes, note => !note.Contains("Twice", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#r \"../x.dll\"", "cell 1: '#r \"../x.dll\"' stands as a comment: a program refers to packages and projects")]
    [InlineData("#load \"x.csx\"", "cell 1: '#load \"x.csx\"' stands as a comment: a program refers to packages and projects")]
    [InlineData("#!import a.ipynb", "cell 1: '#!import a.ipynb' stands as a comment")]
    [InlineData("#!fsharp\nlet a = 1", "cell 1: fsharp stands as a comment")]
    [InlineData("int P { get; set; }", "cell 1: a program has no property at its top: P")]
    [InlineData("var a = 1;\nvar a = 2;", "the program will not compile before you change it: a.cs(15): CS0128: A local variable or function named 'a' is already defined in this scope")]
    public void What_a_program_cannot_say_is_noted(string code, string note)
    {
        Program(out var target, ("csharp", code));
        Assert.Contains(note, target.Notes);
    }

    [Fact]
    public void A_notebook_without_code_is_a_program_that_does_nothing()
    {
        Assert.EndsWith("\n// %% [program]\nreturn; // a program has at least one statement\n", Program(out var target, ("markdown", "# T")));
        Assert.Empty(target.Notes);
    }

    [Fact]
    public void Build_files_above_it_are_not_for_a_program()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Directory.Build.props", "<Project/>");
        Directory.CreateDirectory(folder["a"]);
        var program = NotebookFile.Convert(NewNotebook.Of([new("csharp", "1")]), new(folder["a/b.cs"], _ => null));
        Assert.Contains("\n#:property TreatWarningsAsErrors=false\n#:property RunAnalyzers=false\n#:property ManagePackageVersionsCentrally=false\n#:property RestorePackagesWithLockFile=false\nusing System;\n", program);
        Assert.Equal(["1"], Sources(program));
    }

    [Fact]
    public void A_cell_that_is_skipped_does_not_run()
    {
        var notebook = NewNotebook.Of([new("csharp", "Missing();", null, new() { ["tags"] = new JsonArray("skip-execution") })]);
        var target = new ConversionTarget("a.cs", _ => null);
        Assert.Contains("\n//| Missing();\n", NotebookFile.Convert(notebook, target));
        Assert.Empty(target.Notes);
    }

    [Fact]
    public void What_somebody_adds_to_the_head_is_a_cell_of_its_own()
    {
        var program = Program(out _, ("csharp", "#r \"nuget: X, 1\"\nusing System.IO;\nvar a = 1;"))
            .Replace("using System.IO;\n\n", "using System.IO;\nusing System.Net;\n\n").Replace("#:package X@1\n", "#:package X@1\n#:package Y@2\n#:project ../q/q.csproj\n#:property LangVersion=preview\n");
        Assert.Equal(["#r \"nuget: Y, 2\"\n#r \"project: ../q/q.csproj\"\n// #:property LangVersion=preview\nusing System.Net;", "#r \"nuget: X, 1\"\nusing System.IO;\nvar a = 1;"], Sources(program));
    }

    [Fact]
    public void Any_program_is_a_notebook()
    {
        const string Usings = "using System.IO;\nusing System.Net.Http;\nusing System.Threading;\n";
        Assert.Equal([Usings + "// #!/usr/bin/env dotnet\n#r \"nuget: X, 1\"\nvar a = 1;\nclass C;"], Sources("#!/usr/bin/env dotnet\n#:package X@1\nusing System;\nvar a = 1;\nclass C;\n"));
        Assert.Equal(["text", "var a = 1;", "a"], Sources("// %% About [markdown]\n// text\n\n//%%\nvar a = 1;\n\n\n// %% tags=[\"x\"]\n\na\n"));
        var cells = FormatTests.Read("// %% About it [markdown] tags=[\"x\"]\n// text"u8.ToArray(), ".cs").Cells;
        Assert.Equal(("About it", true), ((string?)cells[0].Metadata["title"], cells[0].HasTag("x")));
    }

    [Fact]
    public void A_type_that_somebody_takes_out_is_missed_and_one_that_somebody_adds_is_a_cell()
    {
        var program = Program(out _, ("csharp", "class C;"));
        Assert.Equal(["class C;", "class D;"], Sources(program + "\n//|< D\nclass D;\n"));
        Assert.StartsWith("a.cs: the type C is not in the program; expected a line '//|< C'", Assert.Throws<NotebookException>(() => Sources(program.Replace("//|< C", "//|< D"))).Message);
    }

    static string Body(params (string Language, string Text)[] cells) =>
        Program(out _, cells);

    static string Program(out ConversionTarget target, params (string Language, string Text)[] cells)
    {
        target = new(Path.GetTempPath() + "a.cs", name => name == "Lib" ? Path.Combine(Path.GetTempPath(), "lib", "Lib.csproj") : null);
        return NotebookFile.Convert(WithoutIds(cells), target).Replace(" id=\"x\"", "").Replace(" id=\"x-2\"", "");
    }

    static Notebook WithoutIds((string Language, string Text)[] cells) => NewNotebook.Of(cells.Select(cell => new DocumentCell(cell.Language, cell.Text, "x")));

    static IEnumerable<string> Sources(string program) => FormatTests.Read(Encoding.UTF8.GetBytes(program), ".cs").Cells.Select(cell => cell.Source);
}
