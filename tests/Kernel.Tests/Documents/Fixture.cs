namespace Marginalia.Kernel.Tests.Documents;

/// <summary>Files that the tests read.</summary>
static class Fixture
{
    static readonly string s_documents = PathTo("interactive-documents");

    /// <summary>Full path of a file among the fixtures.</summary>
    public static string PathTo(params string[] parts) => Repository.PathTo(["tests", "Kernel.Tests", "Fixtures", .. parts]);

    /// <summary>Full path of a document among the fixtures, by its name or its number.</summary>
    public static string Notebook(string name) => Documents.Single(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));

    /// <summary>The documents; beside them lie the models that .NET Interactive read and what it wrote, with further extensions.</summary>
    public static IEnumerable<string> Documents { get; } =
        [.. Directory.GetFiles(s_documents).Where(path => Path.GetFileName(path).Count(c => c == '.') == 1).Order()];
}
