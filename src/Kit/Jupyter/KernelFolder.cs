namespace Marginalia.Kit.Jupyter;

/// <summary>
/// A folder <c>kernels/NAME</c> of a Jupyter data folder, which becomes Marginalia's and goes back to what it was: somebody else's kernel
/// of that name is kept inside, in <c>replaced</c>, where Jupyter does not look.
/// </summary>
internal sealed class KernelFolder(string dataFolder, string name)
{
    readonly string staging = System.IO.Path.Combine(dataFolder, $"{name}-{Environment.ProcessId}.new");

    public string Name => name;

    public string Path { get; } = System.IO.Path.Combine(dataFolder, "kernels", name);

    /// <summary>Whether a kernel has this name.</summary>
    public bool IsTaken => Directory.Exists(Path);

    /// <summary>The clone of Marginalia that the kernel belongs to; null when it is another's, or none.</summary>
    public string? Clone => KernelSpec.CloneOf(Path);

    /// <summary>Whether somebody else's kernel is kept inside.</summary>
    public bool KeepsAnother => Clone is not null && Directory.Exists(Kept(Path));

    /// <summary>Writes the kernel's files; what another had under the name is kept.</summary>
    public void Install(KernelSpec spec)
    {
        if (Clone is not null)
        {
            spec.Write(Path);
            return;
        }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        Directory.CreateDirectory(staging);
        spec.Write(staging);
        if (IsTaken) Directory.Move(Path, Kept(staging));
        Directory.Move(staging, Path);
    }

    /// <summary>Removes Marginalia's kernel and puts back what was there before it.</summary>
    /// <exception cref="InvalidOperationException">The kernel is not Marginalia's.</exception>
    public void Remove()
    {
        if (Clone is null) throw new InvalidOperationException($"{Path} is not Marginalia's");
        Directory.Move(Path, staging);
        if (Directory.Exists(Kept(staging))) Directory.Move(Kept(staging), Path);
        Directory.Delete(staging, recursive: true);
    }

    static string Kept(string folder) => System.IO.Path.Combine(folder, "replaced");
}
