using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Jupyter;

/// <summary>The kernel of a workspace in one Jupyter data folder: puts it in and takes it out, and says what it does.</summary>
internal sealed class Registration(string dataFolder, Workspace workspace, Screen screen)
{
    readonly KernelFolder own = new(dataFolder, KernelSpec.Name), old = new(dataFolder, KernelSpec.OldName);

    /// <summary>In the user's data folder, or that of a prefix as the user typed it.</summary>
    public static Registration Of(Session session, string? prefix) =>
        new(prefix is null ? JupyterPaths.UserData() : JupyterPaths.Under(session.Workspace.FullPath(prefix)), session.Workspace, session.Screen);

    /// <summary>Installs the kernel, with <paramref name="takeOver"/> under its old name, too.</summary>
    /// <returns>0.</returns>
    /// <exception cref="UsageError">Something else is called marginalia.</exception>
    public int Install(bool takeOver)
    {
        if (own.IsTaken && own.Clone is null)
            throw new UsageError($"{own.Path} is there and is not Marginalia's", "move it away, or choose another place: ./kit kernel install --prefix DIR");
        if (own.Clone is { } other && other != workspace.Root) screen.Line($"Replaces the kernel of the clone in {other}.");
        Install(own);
        screen.Line($"C# (Marginalia) is installed in {own.Path}");
        if (takeOver) Install(old);
        screen.Line(old switch
        {
            { KeepsAnother: true } => "It answers to .net-csharp, too; the kernel that had this name comes back with ./kit kernel uninstall.",
            { Clone: not null } => "It answers to .net-csharp, too.",
            _ => "Notebooks that ask for .net-csharp, as those of this repository do, find it with --take-over, or when you choose it.",
        });
        return 0;
    }

    /// <summary>Takes the kernel out again; kernels of others, and of other clones, stay.</summary>
    /// <returns>0; 1 when all there is belongs to another clone that still exists.</returns>
    public int Uninstall()
    {
        KernelFolder[] ours = [.. new[] { own, old }.Where(folder => folder.Clone is not null)];
        KernelFolder[] removable = [.. ours.Where(folder => folder.Clone == workspace.Root || !Directory.Exists(folder.Clone))];
        foreach (var folder in removable)
        {
            var back = folder.KeepsAnother;
            folder.Remove();
            screen.Line(back ? $"Put back {folder.Path}, as it was." : $"Removed {folder.Path}");
        }
        foreach (var folder in ours.Except(removable))
            screen.Line($"{folder.Path} belongs to the clone in {folder.Clone}; uninstall it there.");
        if (ours.Length == 0) screen.Line($"There is nothing to remove in {dataFolder}.");
        return ours.Length > 0 && removable.Length == 0 ? 1 : 0;
    }

    void Install(KernelFolder folder) => folder.Install(KernelSpec.Of(workspace, folder.Name));
}
