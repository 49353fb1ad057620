using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Tests.Datasets.Fetching;

/// <summary>Compiles a program in one file as <c>dotnet run FILE.cs</c> does, against what the tests run on.</summary>
static class ScriptCompiler
{
    const string Usings = """
        global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading;
        global using System.Threading.Tasks; global using System.Collections.Generic;
        """;

    static readonly CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "")]);
    static readonly Lazy<MetadataReference[]> references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The assembly; fails the test with what the compiler says.</summary>
    public static byte[] Compile(string name, string source)
    {
        var trees = new[] { CSharpSyntaxTree.ParseText(source, options, name), CSharpSyntaxTree.ParseText(Usings, options) };
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(name), trees, references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(line => line.Severity >= DiagnosticSeverity.Warning)));
        return stream.ToArray();
    }
}
