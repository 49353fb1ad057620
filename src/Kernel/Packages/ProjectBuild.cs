using System.Security.Cryptography;
using System.Text;

namespace Marginalia.Kernel.Packages;

/// <summary>What a project built: a copy of its own, which later builds leave alone.</summary>
/// <param name="Project">The project.</param>
/// <param name="Assembly">The copied assembly; what it needs of other projects lies beside it.</param>
/// <param name="Packages">The packages it needs, in the versions it was built with.</param>
/// <param name="Frameworks">The frameworks it needs.</param>
internal sealed record ProjectBuild(ProjectFile Project, string Assembly, IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Frameworks)
{
    static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    /// <summary>Builds the project, Release; what has not changed is not compiled again.</summary>
    /// <exception cref="PackageException">It does not build; the message holds the compiler's lines.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static ProjectBuild Run(string path, CancellationToken token)
    {
        var project = ProjectFile.Read(path, token);
        string[] arguments = ["build", path, "-c", "Release", "-f", project.Framework, "-nologo", "-v", "quiet", "-nodeReuse:false"];
        var (succeeded, output) = DotnetTool.Run(Path.GetDirectoryName(path)!, arguments, token);
        if (!succeeded)
            throw new PackageException($"{project.Name} does not build:\n{ToolErrors.Of(output, Environment.CurrentDirectory)}");
        try
        {
            var (packages, frameworks) = AssetsFile.Needs(project.Assets, project.Framework);
            return new(project, Copy(project), packages, frameworks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"what {project.Name} built cannot be copied to {UserFolders.Cache}: {error.Message}");
        }
    }

    /// <summary>Copies the output folder to one named by its contents.</summary>
    static string Copy(ProjectFile project)
    {
        var from = Path.GetDirectoryName(project.Target)!;
        var all = Path.Combine(UserFolders.Cache, "projects", Hash(Encoding.UTF8.GetBytes(project.Path)));
        var files = Directory.GetFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var contents = files.Select(file => $"{Path.GetRelativePath(from, file)} {Hash(File.ReadAllBytes(file))}");
        var folder = Path.Combine(all, Hash(Encoding.UTF8.GetBytes(string.Join('\n', contents))));
        if (!Directory.Exists(folder))
        {
            var work = Path.Combine(all, $".{Guid.NewGuid():N}");
            foreach (var file in files)
            {
                var to = Path.Combine(work, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
            Place(work, folder);
        }
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
        foreach (var old in Directory.GetDirectories(all).Where(old => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(old) > s_kept))
            Directory.Delete(old, recursive: true);
        return Path.Combine(folder, Path.GetFileName(project.Target));
    }

    static void Place(string work, string folder)
    {
        try
        {
            Directory.Move(work, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(work, recursive: true); // another kernel was faster
        }
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..24];
}
