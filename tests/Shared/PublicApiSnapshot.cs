using System.Reflection;

namespace Marginalia.Tests.Shared;

/// <summary>Compares an assembly's public surface with the list committed beside its sources.</summary>
static class PublicApiSnapshot
{
    /// <summary>
    /// Fails, naming the lines that came and went, if the surface of <paramref name="assembly"/> is not that of the file
    /// PublicApi.txt in <paramref name="folder"/> (such as <c>src/Torch</c>). With UPDATE_API=1 it writes the file instead.
    /// </summary>
    public static void Check(Assembly assembly, string folder)
    {
        var file = Repository.PathTo(folder, "PublicApi.txt");
        var actual = new ApiLister().List(assembly);
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
        {
            File.WriteAllText(file, string.Concat(actual.Select(line => line + "\n")));
            return;
        }
        var expected = File.Exists(file) ? File.ReadAllLines(file) : [];
        var added = actual.Except(expected, StringComparer.Ordinal).Select(line => "+ " + line).ToList();
        var removed = expected.Except(actual, StringComparer.Ordinal).Select(line => "- " + line).ToList();
        Assert.True(added.Count + removed.Count == 0,
            $"The public surface of {assembly.GetName().Name} differs from {folder}/PublicApi.txt. If that is meant, run the tests once with UPDATE_API=1 and commit the file.\n{string.Join('\n', removed.Concat(added))}");
    }
}
