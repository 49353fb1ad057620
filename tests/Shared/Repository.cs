namespace Marginalia.Tests.Shared;

/// <summary>Finds the files of this repository from a running test.</summary>
static class Repository
{
    /// <summary>The folder that holds Marginalia.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The full path of a file, given relative to <see cref="Root"/>.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Marginalia.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {start} holds Marginalia.slnx; run the tests from a clone of the repository.");
    }
}
