namespace Marginalia.Kit.Machine;

/// <summary>Where torch comes from, as the launcher decided.</summary>
/// <param name="Name">System, or the name of a NuGet package.</param>
/// <param name="Why">Why this one.</param>
internal sealed record TorchProvider(string Name, string Why)
{
    /// <summary>The provider of this process.</summary>
    public static TorchProvider Current { get; } = new(
        Environment.GetEnvironmentVariable("MARGINALIA_PROVIDER") is { Length: > 0 } name ? name : "System",
        Environment.GetEnvironmentVariable("MARGINALIA_PROVIDER_WHY") is { Length: > 0 } why ? why : "kit was not started by its launcher");

    /// <summary>True for src/Torch over the machine's own libtorch.</summary>
    public bool IsSystem => Name == "System";
}
