using System.Collections.Frozen;

namespace Marginalia.Kernel.CSharp;

/// <summary>The assemblies that this program was started with: its own and the framework's.</summary>
internal static class HostAssemblies
{
    /// <summary>Enough for most cells; the others are added when a cell names something in them, which keeps compilation small.</summary>
    public static readonly string[] Core =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Linq", "System.Collections", "System.Threading",
        "System.Threading.Tasks", "System.Runtime.Extensions", "System.Runtime.InteropServices", "Marginalia.Kernel",
    ];

    /// <summary>Simple name to path of every one of them.</summary>
    public static FrozenDictionary<string, string> Paths { get; } =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(typeof(HostAssemblies).Assembly.Location)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the framework's assemblies: those that need no <c>#r</c>.</summary>
    public static IEnumerable<string> FrameworkNames
    {
        get
        {
            var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
            return Paths.Where(pair => Path.GetDirectoryName(pair.Value) == folder).Select(pair => pair.Key);
        }
    }
}
