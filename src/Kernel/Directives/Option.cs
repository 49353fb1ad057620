namespace Marginalia.Kernel.Directives;

/// <summary>What a directive takes.</summary>
/// <param name="Name">Its name, without <c>--</c>.</param>
/// <param name="Summary">What it is, in a few words.</param>
internal sealed record Option(string Name, string Summary)
{
    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>Whether its name may be left out: the value then comes first.</summary>
    public bool Positional { get; init; }

    /// <summary>Whether it takes no value.</summary>
    public bool Flag { get; init; }

    /// <summary>As in a usage line.</summary>
    public string Usage
    {
        get
        {
            var name = Flag ? $"--{Name}" : Positional ? $"[--{Name}] {Name.ToUpperInvariant()}" : $"--{Name} {Name.ToUpperInvariant()}";
            return Required ? name : $"[{name}]";
        }
    }
}
