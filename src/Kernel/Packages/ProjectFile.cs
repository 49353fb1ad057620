using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Packages;

/// <summary>A project that a cell references: <c>#r "project: x.csproj"</c>.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Framework">The framework it is built for.</param>
/// <param name="Target">The assembly it builds.</param>
/// <param name="Assets">NuGet's account of its packages.</param>
internal sealed partial record ProjectFile(string Path, string Framework, string Target, string Assets)
{
    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Finds the project file that a line names: itself, or the only one in a folder.</summary>
    /// <exception cref="PackageException">There is none, or more than one.</exception>
    public static string Locate(string text)
    {
        var path = System.IO.Path.GetFullPath(text);
        if (File.Exists(path))
            return path;
        var found = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj") : throw new PackageException($"there is no file and no folder {path}; expected #r \"project: Library.csproj\" or its folder");
        return found switch
        {
            [var one] => one,
            [] => throw new PackageException($"the folder {path} has no project; expected one .csproj file in it"),
            _ => throw new PackageException($"the folder {path} has several projects ({string.Join(", ", found.Select(System.IO.Path.GetFileName).Order())}); name one of them"),
        };
    }

    /// <summary>Asks MSBuild what the project builds.</summary>
    /// <exception cref="PackageException">It is no project, or is for no framework that runs here.</exception>
    public static ProjectFile Read(string path, CancellationToken token)
    {
        var values = Evaluate(path, null, token);
        if (values.GetValueOrDefault("TargetFramework") is { Length: > 0 } single)
            return Of(Choose([single], path), values);
        var framework = Choose(values.GetValueOrDefault("TargetFrameworks", "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), path);
        return Of(framework, Evaluate(path, framework, token));

        ProjectFile Of(string framework, Dictionary<string, string> values) => new(path, framework, values["TargetPath"], values["ProjectAssetsFile"]);
    }

    /// <summary>The newest of the frameworks that the running one can load.</summary>
    /// <exception cref="PackageException">It can load none.</exception>
    internal static string Choose(string[] frameworks, string path) =>
        frameworks.Select(name => (Name: name, Match: Loadable().Match(name))).Where(item => item.Match.Success)
            .Select(item => (item.Name, IsStandard: item.Match.Groups["standard"].Success, Version: Version.Parse(item.Match.Groups["version"].Value)))
            .Where(item => item.IsStandard ? item.Version <= new Version(2, 1) : item.Version <= new Version(Environment.Version.Major, Environment.Version.Minor))
            .OrderBy(item => item.IsStandard).ThenByDescending(item => item.Version).Select(item => item.Name).FirstOrDefault()
        ?? throw new PackageException($"{System.IO.Path.GetFileName(path)} is built for {(frameworks.Length == 0 ? "no framework" : string.Join(", ", frameworks))}; expected {PackageSet.Framework} or older, or netstandard2.1 or older");

    static Dictionary<string, string> Evaluate(string path, string? framework, CancellationToken token)
    {
        string[] arguments = ["msbuild", path, "-nologo", "-p:Configuration=Release", "-getProperty:TargetFramework,TargetFrameworks,TargetPath,ProjectAssetsFile"];
        var (succeeded, output) = DotnetTool.Run(System.IO.Path.GetDirectoryName(path)!, framework is null ? arguments : [.. arguments, $"-p:TargetFramework={framework}"], token);
        if (!succeeded)
            throw new PackageException(ToolErrors.Of(output, Environment.CurrentDirectory));
        return JsonDocument.Parse(output).RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString()!);
    }

    [GeneratedRegex(@"^(net|netcoreapp|(?<standard>netstandard))(?<version>\d+\.\d+)$")]
    private static partial Regex Loadable();
}
