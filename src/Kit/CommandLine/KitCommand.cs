using System.CommandLine;

namespace Marginalia.Kit.CommandLine;

/// <summary>What the words of a command line ask for, ready to be done.</summary>
/// <returns>The exit code: 0 all well, 1 it did not succeed.</returns>
internal delegate Task<int> Work(Session session);

/// <summary>
/// A command of kit, whole: its arguments and options (added in the constructor), its help, and what it does. <see cref="Commands"/> lists
/// them; one with commands of its own is a <see cref="CommandGroup"/>; a hidden one is neither listed nor suggested.
/// </summary>
/// <param name="name">The word that calls it.</param>
/// <param name="help">What <c>--help</c> shows, on one screen: usage, what it does, every option, an example.</param>
internal abstract class KitCommand(string name, string help) : Command(name)
{
    public string Help => help;

    /// <summary>The words that call it: <c>run</c>, <c>bench torch</c>.</summary>
    public string FullName => Parents.OfType<KitCommand>().FirstOrDefault() is { } group ? $"{group.FullName} {Name}" : Name;

    /// <summary>Reads the words into the work that they ask for. Nothing is touched or run yet.</summary>
    /// <exception cref="UsageError">They make no sense; the message says why.</exception>
    public abstract Work Read(ParseResult words);

    /// <summary>A usage error of this command, with the hint to ask for its help when there is no better one.</summary>
    public UsageError Wrong(string message, string? hint = null) => new($"{FullName}: {message}", hint ?? $"./kit {FullName} --help explains it");
}
