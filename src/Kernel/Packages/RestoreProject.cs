using System.Xml.Linq;

namespace Marginalia.Kernel.Packages;

/// <summary>The project that <c>dotnet restore</c> is given: nothing but references. It takes no settings from the folders above it.</summary>
internal static class RestoreProject
{
    /// <summary>The text of the project file.</summary>
    public static string Text(PackageSet set) => new XElement("Project",
        new XElement("PropertyGroup",
            new XElement("TargetFramework", PackageSet.Framework),
            Off("ImportDirectoryBuildProps"), Off("ImportDirectoryBuildTargets"), Off("ImportDirectoryPackagesProps"), Off("ManagePackageVersionsCentrally"),
            Off("NuGetAudit"), Off("UseAppHost"), Off("SelfContained"),
            new XElement("RestoreRootConfigDirectory", Escape(set.Folder)),
            new XElement("RestoreAdditionalProjectSources", string.Join(';', set.Sources.Select(Escape))),
            new XElement("NoWarn", "NU1510")), // a package that the framework has, too
        new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
        new XElement("PropertyGroup", new XElement("RuntimeIdentifier", "$(NETCoreSdkPortableRuntimeIdentifier)")),
        new XElement("ItemGroup",
            set.Packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Name), new XAttribute("Version", package.Version))),
            InteractiveAssemblies.Packages.Select(name => new XElement("PrunePackageReference", new XAttribute("Include", name), new XAttribute("Version", "999.0.0")))),
        new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk"))).ToString();

    static XElement Off(string property) => new(property, "false");

    /// <summary>Text that MSBuild takes as it is.</summary>
    static string Escape(string text) => text.Replace("%", "%25").Replace("$", "%24").Replace("@", "%40").Replace(";", "%3B").Replace("*", "%2A").Replace("?", "%3F");
}
