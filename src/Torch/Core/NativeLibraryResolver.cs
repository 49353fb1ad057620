using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds libmarginalia_torch.so: MARGINALIA_TORCH, beside the assembly, then native/current upwards of it or where it was built.</summary>
static partial class NativeLibraryResolver
{
    const string FileName = "libmarginalia_torch.so";

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Native.Library) return 0;
        LeaveSignalsToDotNet();
        var tried = new List<string>();
        foreach (var path in Candidates(AppContext.BaseDirectory, Path.GetDirectoryName(assembly.Location), Artifacts(assembly)))
        {
            if (!File.Exists(path))
            {
                tried.Add($"{path}: no such file");
                continue;
            }
            try
            {
                var library = NativeLibrary.Load(path);
                Native.Initialize(library);
                return library;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                tried.Add($"{path}: {e.Message.ReplaceLineEndings(" ")}");
            }
        }
        throw new DllNotFoundException($"{FileName}, the bridge to libtorch, could not be loaded; run ./kit once, it finds or installs libtorch and builds the bridge. Tried:\n  {string.Join("\n  ", tried)}");
    }

    // A program that refers to the project is built in a folder of its own, far from the native layer.
    static string? Artifacts(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(fact => fact.Key == nameof(Artifacts))?.Value;

    /// <summary>
    /// Debian 13's libtorch brings in UCX (through MPI), which ends the process at the memory fault that .NET turns into a
    /// NullReferenceException; unless the user says otherwise, it is told not to, before it is loaded.
    /// </summary>
    static void LeaveSignalsToDotNet() => _ = SetEnvironment("UCX_ERROR_SIGNALS", "", overwrite: 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    internal static IEnumerable<string> Candidates(params string?[] folders)
    {
        if (Environment.GetEnvironmentVariable("MARGINALIA_TORCH") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }
        var starts = folders.Where(f => !string.IsNullOrEmpty(f)).Select(f => Path.TrimEndingDirectorySeparator(f!)).Distinct().ToList();
        foreach (var start in starts) yield return Path.Combine(start, FileName);
        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                foreach (var below in new[] { "native", "artifacts/native" })
                    if (Path.Combine(folder.FullName, below, "current") is var current && Directory.Exists(current))
                        yield return Path.Combine(current, FileName);
    }
}
