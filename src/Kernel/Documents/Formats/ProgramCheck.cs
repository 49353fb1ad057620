using Marginalia.Kernel.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Looks at a program as the compiler would, as far as this is possible without its packages.</summary>
internal static class ProgramCheck
{
    /// <param name="Line">Line in the program, from 1.</param>
    /// <param name="Message">What the compiler says.</param>
    /// <param name="IsVoid">Whether it is that a trailing call has no value to show.</param>
    internal sealed record Error(int Line, string Message, bool IsVoid);

    // Errors that need no package to be seen: names given twice, statements after types, syntax.
    static readonly HashSet<string> s_sure = ["CS0101", "CS0102", "CS0111", "CS0128", "CS0136", "CS0841", "CS1931", "CS8803", "CS1002", "CS1003", "CS1513", "CS1514", "CS0106"];

    static readonly MetadataReference[] s_references =
        [.. HostAssemblies.Paths.Where(pair => pair.Key is not ("Marginalia.Kernel" or "kit")).Select(pair => MetadataReference.CreateFromFile(pair.Value))];

    /// <summary>What is wrong with it.</summary>
    public static IReadOnlyList<Error> Errors(string program)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithFeatures([new("FileBasedProgram", "true")]);
        var compilation = CSharpCompilation.Create("program", [CSharpSyntaxTree.ParseText(program, options)], s_references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var complete = !errors.Exists(error => error.Id is "CS0246" or "CS0234" or "CS0012" or "CS0400" or "CS1069");
        return [.. errors.Where(error => complete || s_sure.Contains(error.Id) || IsVoid(error))
            .Select(error => new Error(error.Location.GetLineSpan().StartLinePosition.Line + 1, $"{error.Id}: {error.GetMessage()}", IsVoid(error)))];
    }

    /// <summary>The cells, from 0, in which errors stand.</summary>
    public static IEnumerable<int> SectionsOf(IEnumerable<Error> errors, string program)
    {
        var lines = program.Split('\n');
        var hasMetadata = lines.Any(line => ProgramText.Section(line)?.StartsWith($"[{ProgramReader.Notebook}]", StringComparison.Ordinal) == true);
        return errors.Select(error => lines.Take(error.Line).Count(line => ProgramText.Section(line) is not null) - (hasMetadata ? 2 : 1));
    }

    static bool IsVoid(Diagnostic error) => error.Id == "CS1503" && error.GetMessage().Contains("'void'", StringComparison.Ordinal);
}
