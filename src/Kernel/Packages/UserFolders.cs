namespace Marginalia.Kernel.Packages;

/// <summary>Folders of the user who runs this program.</summary>
internal static class UserFolders
{
    /// <summary>The home folder: <c>HOME</c>, or that of the user's account where it is not set.</summary>
    public static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : "/";

    /// <summary>Where things are kept that can be made again: <c>marginalia</c> in <c>XDG_CACHE_HOME</c>, or in <c>~/.cache</c>.</summary>
    public static string Cache =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? Path.Combine(cache, "marginalia") : Path.Combine(Home, ".cache", "marginalia");
}
