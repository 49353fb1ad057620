namespace Marginalia.Kernel.Packages;

/// <summary>A package on this machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record RestoredPackage(string Name, string Version, string Folder);

/// <summary>What a restore found, packages that other packages need included.</summary>
/// <param name="Packages">The packages.</param>
/// <param name="References">Assemblies to compile against.</param>
/// <param name="Assemblies">Assemblies to run.</param>
/// <param name="Natives">Native libraries, and files beside them.</param>
/// <param name="Satellites">Assemblies of translated texts, with their culture.</param>
/// <param name="Frameworks">Frameworks that packages need besides the running one.</param>
/// <param name="Warnings">What NuGet remarked.</param>
internal sealed record RestoredPackages(
    IReadOnlyList<RestoredPackage> Packages,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Assemblies,
    IReadOnlyList<string> Natives,
    IReadOnlyList<(string Culture, string Path)> Satellites,
    IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Nothing.</summary>
    public static RestoredPackages None { get; } = new([], [], [], [], [], [], []);

    /// <summary>Whether every file is still there.</summary>
    public bool IsComplete => References.Concat(Assemblies).Concat(Natives).Concat(Satellites.Select(satellite => satellite.Path)).All(File.Exists);

    /// <summary>The package of this name, or null.</summary>
    public RestoredPackage? Find(string name) => Packages.FirstOrDefault(package => package.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
