using System.IO.Compression;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Tests.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Tests.Packages;

/// <summary>A folder with a feed of packages made here, as the working folder, and caches of its own: nothing comes from the network.</summary>
internal sealed class LocalFeed : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _before = Environment.CurrentDirectory;
    readonly Dictionary<string, string?> _environment = new[] { "XDG_CACHE_HOME", "NUGET_PACKAGES" }.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public LocalFeed()
    {
        Directory.CreateDirectory(_folder["feed"]);
        WriteSettings("feed");
        Environment.CurrentDirectory = _folder.Path;
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder["cache"]);
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", _folder["packages"]);
    }

    public TemporaryFolder Folder => _folder;

    /// <summary>The one answer that is kept.</summary>
    public string KeptFile => Assert.Single(Directory.GetFiles(_folder["cache/marginalia/packages"]));

    /// <summary>Names the only feed there is.</summary>
    public void WriteSettings(string feed) => _folder.Write("nuget.config",
        $"<configuration><packageSources><clear /><add key=\"local\" value=\"{feed}\" /></packageSources></configuration>");

    /// <summary>Adds a package with one library.</summary>
    /// <param name="name">Its name, and the library's.</param>
    /// <param name="version">Its version.</param>
    /// <param name="code">The library's C#.</param>
    /// <param name="needs">Packages it depends on, as "Name 1.0".</param>
    /// <param name="files">Further files, by their place in the package.</param>
    /// <param name="folder">The feed's folder.</param>
    public void Add(string name, string version, string code, string[]? needs = null, Dictionary<string, byte[]>? files = null, string folder = "feed") =>
        Add(name, version, Compile(name, version, code, [.. (needs ?? []).Select(need => Library(need.Split(' ')[0]))]), files, needs, folder);

    /// <summary>Adds a package with a library that is compiled.</summary>
    public void Add(string name, string version, byte[] library, Dictionary<string, byte[]>? files = null, string[]? needs = null, string folder = "feed", string framework = "")
    {
        Directory.CreateDirectory(_folder[folder]);
        using var package = ZipFile.Open(_folder[$"{folder}/{name}.{version}.nupkg"], ZipArchiveMode.Create);
        var dependencies = string.Concat((needs ?? []).Select(need => $"<dependency id=\"{need.Split(' ')[0]}\" version=\"{need.Split(' ')[1]}\" />"));
        Write(package, $"{name}.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>{name}</id><version>{version}</version><authors>tests</authors><description>A test.</description>
              {(framework == "" ? "" : $"<frameworkReferences><group targetFramework=\"net10.0\"><frameworkReference name=\"{framework}\" /></group></frameworkReferences>")}
              <dependencies><group targetFramework="net10.0">{dependencies}</group></dependencies>
            </metadata></package>
            """));
        Write(package, $"lib/net10.0/{name}.dll", library);
        foreach (var (path, bytes) in files ?? [])
            Write(package, path, bytes);
    }

    /// <summary>The library of a package as it was compiled last.</summary>
    public string Library(string name) => _folder[$"built/{name}.dll"];

    /// <summary>Compiles a library.</summary>
    public byte[] Compile(string name, string version, string code, IEnumerable<string>? references = null)
    {
        var attribute = $"[assembly: System.Reflection.AssemblyVersion(\"{version.Split('-')[0]}\")]";
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(attribute), CSharpSyntaxTree.ParseText(code)],
            [.. framework.Concat(references ?? []).Select(path => MetadataReference.CreateFromFile(path))], new(OutputKind.DynamicallyLinkedLibrary));
        Directory.CreateDirectory(_folder["built"]);
        var result = compilation.Emit(Library(name));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return File.ReadAllBytes(Library(name));
    }

    /// <summary>Runs cells in a notebook of their own; the last may fail.</summary>
    public static (RecordingSink Sink, CellResult Result) Run(params string[] cells) => Run(new NotebookEngine(), cells);

    /// <summary>Runs cells; the last may fail.</summary>
    public static (RecordingSink Sink, CellResult Result) Run(NotebookEngine engine, params string[] cells)
    {
        foreach (var cell in cells[..^1])
            Assert.Null(engine.Execute(cell, new RecordingSink()).Error);
        var sink = new RecordingSink();
        return (sink, engine.Execute(cells[^1], sink));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        foreach (var (name, value) in _environment)
            Environment.SetEnvironmentVariable(name, value);
        _folder.Dispose();
    }

    static void Write(ZipArchive package, string path, byte[] bytes)
    {
        using var stream = package.CreateEntry(path).Open();
        stream.Write(bytes);
    }
}
