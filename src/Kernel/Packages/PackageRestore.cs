using System.Text.Json;

namespace Marginalia.Kernel.Packages;

/// <summary>
/// Restores packages with <c>dotnet restore</c>. What it answered is kept in the user's cache folder, so the same packages cost no process
/// and no network the next time; the answer for a floating version is asked for again after a day, and used all the same when no feed answers.
/// </summary>
/// <param name="folder">Where answers are kept.</param>
internal sealed class PackageRestore(string folder)
{
    static readonly TimeSpan s_floatingTime = TimeSpan.FromDays(1);

    /// <summary>In the user's cache folder.</summary>
    public PackageRestore() : this(Path.Combine(UserFolders.Cache, "packages"))
    {
    }

    /// <summary>The answer that is kept, unless it is too old or files of it are gone; null when a restore is needed.</summary>
    public RestoredPackages? Kept(PackageSet set) => Find(set) is { } found && !(set.IsFloating && found.Age > s_floatingTime) ? found.Packages : null;

    /// <summary>Restores the packages.</summary>
    /// <exception cref="PackageException">It failed; the message is NuGet's.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public RestoredPackages Run(PackageSet set, CancellationToken token)
    {
        var work = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(work);
            RemoveLeftovers();
            var project = Path.Combine(work, "cells.csproj");
            File.WriteAllText(project, RestoreProject.Text(set));
            var (succeeded, output) = DotnetTool.Run(work, ["restore", project, "-nologo", "-v", "quiet", "-nodeReuse:false"], token);
            var assets = Path.Combine(work, "obj", "project.assets.json");
            if (!succeeded || !File.Exists(assets))
                throw Failure(AssetsFile.Errors(assets), output);
            var packages = AssetsFile.Read(assets);
            File.Move(assets, FileOf(set), overwrite: true);
            return packages;
        }
        catch (PackageException error) when (error.IsUnreachable && Find(set) is { } old)
        {
            return old.Packages with { Warnings = [.. old.Packages.Warnings, $"No feed answered; the packages are those of {DateTime.UtcNow - old.Age:yyyy-MM-dd HH:mm} UTC."] };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"the packages cannot be noted in {folder}: {error.Message}; set XDG_CACHE_HOME to a folder that can be written");
        }
        finally
        {
            Remove(work);
        }
    }

    /// <summary>Folders of restores that were killed.</summary>
    void RemoveLeftovers()
    {
        foreach (var old in Directory.GetDirectories(folder, ".*").Where(old => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(old) > s_floatingTime))
            Remove(old);
    }

    static void Remove(string work)
    {
        try
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
        catch (IOException)
        {
            // a process that was killed may have written something meanwhile; a later restore removes it
        }
    }

    (RestoredPackages Packages, TimeSpan Age)? Find(PackageSet set)
    {
        var file = FileOf(set);
        if (!File.Exists(file))
            return null;
        try
        {
            return AssetsFile.Read(file) is { IsComplete: true } packages ? (packages, DateTime.UtcNow - File.GetLastWriteTimeUtc(file)) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // a damaged file is made again
        }
    }

    string FileOf(PackageSet set) => Path.Combine(folder, set.Key + ".json");

    static PackageException Failure(IReadOnlyList<(string Code, string Text)> errors, string output)
    {
        var texts = errors.Select(error => error.Text).Concat(ToolErrors.Lines(output).Select(line => line.Text)).Distinct().ToArray();
        if (texts.Length == 0)
            texts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(string.Join('\n', texts), texts.Any(text => text.StartsWith("NU1301", StringComparison.Ordinal)));
    }
}
