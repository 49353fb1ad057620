namespace Marginalia.Kernel.Packages;

/// <summary>The settings of NuGet that hold in a folder: they name the feeds.</summary>
internal static class NugetSettings
{
    static readonly string[] s_names = ["nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>The texts of the settings files, those of the folder first, then those above it and the user's; and where packages are kept.</summary>
    public static IEnumerable<string> Texts(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
            if (First(place.FullName) is { } file)
                yield return File.ReadAllText(file);
        foreach (var file in new[] { Path.Combine(UserFolders.Home, ".nuget", "NuGet"), Path.Combine(UserFolders.Home, ".config", "NuGet") }.Select(First).OfType<string>())
            yield return File.ReadAllText(file);
        yield return Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? "";
    }

    static string? First(string folder) => s_names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
