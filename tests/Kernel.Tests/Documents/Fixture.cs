namespace Marginalia.Kernel.Tests.Documents;

/// <summary>Files that the tests read.</summary>
static class Fixture
{
    /// <summary>Full path of a notebook among the fixtures, by its name or its number.</summary>
    public static string Notebook(string name) => Directory.GetFiles(Repository.PathTo("tests/Kernel.Tests/Fixtures", "documents"), name + "*.ipynb").Single();
}
