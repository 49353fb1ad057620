namespace Marginalia.Kit.Jupyter;

/// <summary>Where Jupyter looks for kernels.</summary>
internal static class JupyterPaths
{
    /// <summary>The user's data folder: JUPYTER_DATA_DIR, or the one that Jupyter takes without it.</summary>
    public static string UserData()
    {
        if (Variable("JUPYTER_DATA_DIR") is { } given) return Path.GetFullPath(given);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
    }

    /// <summary>The data folder of an installation, for instance a virtual environment.</summary>
    public static string Under(string prefix) => Path.Combine(prefix, "share", "jupyter");

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
