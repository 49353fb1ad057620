using System.Collections.Frozen;

namespace Marginalia.Kernel.CSharp;

/// <summary>The assemblies that this program was started with: its own and the framework's.</summary>
internal static class HostAssemblies
{
    static readonly string s_framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Enough for most cells; the others are added when a cell names something in them, which keeps compilation small.</summary>
    public static readonly string[] Core =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Linq", "System.Collections", "System.Threading",
        "System.Threading.Tasks", "System.Runtime.Extensions", "System.Runtime.InteropServices", "Marginalia.Kernel", "Microsoft.AspNetCore.Html.Abstractions",
    ];

    /// <summary>Simple name to path of every one of them.</summary>
    public static FrozenDictionary<string, string> Paths { get; } =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(typeof(HostAssemblies).Assembly.Location)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the framework's assemblies: those that need no <c>#r</c>.</summary>
    public static IEnumerable<string> FrameworkNames => Paths.Keys.Where(IsFramework);

    /// <summary>Whether the framework has an assembly of this name.</summary>
    public static bool IsFramework(string name) => Paths.TryGetValue(name, out var path) && Path.GetDirectoryName(path.AsSpan()).SequenceEqual(s_framework);

    /// <summary>Whether cells and the program must have the same assembly, whatever version cells ask for.</summary>
    public static bool IsShared(string name) =>
        name.StartsWith("Marginalia.", StringComparison.OrdinalIgnoreCase) || name.Equals("Marginalia", StringComparison.OrdinalIgnoreCase)
        || name is "System.Private.CoreLib" or "FSharp.Core";
}
