using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Marginalia.Kernel.Packages;

/// <summary>What one restore is asked for.</summary>
/// <param name="Packages">The packages.</param>
/// <param name="Sources">Feeds and folders besides those of NuGet's settings.</param>
/// <param name="Folder">The folder whose NuGet settings apply.</param>
internal sealed record PackageSet(IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources, string Folder)
{
    const string Format = "1"; // another one, and what was kept by earlier versions of this program is not read

    /// <summary>The framework that packages are chosen for: the running one.</summary>
    public static string Framework { get; } = $"net{Environment.Version.Major}.0";

    /// <summary>Whether the answer may be another one tomorrow.</summary>
    public bool IsFloating => Packages.Any(package => package.IsFloating);

    /// <summary>A name for the answer: the same for the same packages, sources, settings, framework and machine.</summary>
    public string Key
    {
        get
        {
            var lines = Packages.Select(package => $"{package.Name.ToLowerInvariant()} {package.Version}").Order(StringComparer.Ordinal)
                .Concat(["", .. Sources.Order(StringComparer.Ordinal), "", .. NugetSettings.Texts(Folder)])
                .Prepend($"{Format} {Framework} {RuntimeInformation.RuntimeIdentifier}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
        }
    }
}
