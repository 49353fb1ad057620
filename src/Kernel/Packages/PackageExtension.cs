using System.Reflection;
using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;
using Microsoft.DotNet.Interactive;

namespace Marginalia.Kernel.Packages;

/// <summary>
/// What a package does to a notebook that references it: the script <c>extension.dib</c> and the classes of <see cref="IKernelExtension"/>
/// in its folder <c>interactive-extensions/dotnet</c>. One that needs what is not here is named, and the package is usable without it.
/// </summary>
internal static class PackageExtension
{
    /// <summary>Runs a package's extensions, if it has any; returns an error only when the cell was interrupted.</summary>
    public static CellError? Run(RestoredPackage package, CellLoadContext loader, int line, CellExecution cell)
    {
        var folder = Path.Combine(package.Folder, "interactive-extensions", "dotnet");
        if (!Directory.Exists(folder))
            return null;
        var error = Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(file => Run(package, file, loader, cell)).FirstOrDefault(error => error is not null);
        var script = Path.Combine(folder, "extension.dib");
        return error is null && File.Exists(script) ? Warn(package, RunScript(script, line, cell), cell) : error;
    }

    static CellError? RunScript(string script, int line, CellExecution cell)
    {
        try
        {
            return ImportedFile.Read(script).Select(item => cell.Import(script, item.Name, item.Language, item.Code)).FirstOrDefault(error => error is not null);
        }
        catch (Exception error) when (error is ValueException or DirectiveException)
        {
            return CellErrors.Directive(error as DirectiveException ?? new(line, error.Message), cell.Name);
        }
    }

    static CellError? Run(RestoredPackage package, string file, CellLoadContext loader, CellExecution cell) => Warn(package, cell.Invoke(async () =>
    {
        try
        {
            foreach (var type in Types(Load(file, loader)))
                await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(Microsoft.DotNet.Interactive.Kernel.Root);
        }
        catch (Exception error) when (MissingApi.Describe(error) is { } missing)
        {
            throw new PackageException(missing);
        }
    }), cell);

    static Assembly Load(string file, CellLoadContext loader)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return loader.Files.ToRun(name) is null ? loader.LoadFromAssemblyPath(file) : loader.LoadFromAssemblyName(new(name));
    }

    static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => typeof(IKernelExtension).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructor([]) is not null);

    static CellError? Warn(RestoredPackage package, CellError? error, CellExecution cell)
    {
        if (error is null || error.Kind == CellErrorKind.Interrupted)
            return error;
        cell.Output.Write("stderr", $"{package.Name} {package.Version}: its extension for notebooks did not load; the package itself is usable. {error.Value}\n");
        return null;
    }
}
