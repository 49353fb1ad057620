using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.CSharp;

/// <summary>Native libraries that were built for a newer system than this one.</summary>
internal static partial class SystemLibraries
{
    /// <summary>Says so and what to do, or returns null when the library cannot be loaded for another reason.</summary>
    /// <param name="path">The library.</param>
    /// <param name="message">What the loader said.</param>
    public static string? Describe(string path, string message)
    {
        if (TooNew().Match(message) is not { Success: true } match)
            return null;
        var name = Path.GetFileName(path);
        var advice = name.Contains("LibTorchSharp", StringComparison.Ordinal)
            ? "#r \"Marginalia.Torch\" instead of the package has the same types, over the libtorch of this system."
            : "Take an older version of the package, or a newer system.";
        return $"{name} was built for a newer system than {RuntimeInformation.OSDescription}: it needs {match.Groups["version"].Value}, which {match.Groups["library"].Value} does not have. {advice}";
    }

    [GeneratedRegex(@"(?<library>[^\s/]+): version [`'](?<version>[^']+)' not found")]
    private static partial Regex TooNew();
}
