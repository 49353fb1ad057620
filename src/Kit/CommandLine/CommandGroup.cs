using System.CommandLine;

namespace Marginalia.Kit.CommandLine;

/// <summary>A command that only names others: <c>kit bench torch</c>.</summary>
internal abstract class CommandGroup : KitCommand
{
    protected CommandGroup(string name, string help, params IEnumerable<KitCommand> commands) : base(name, help)
    {
        foreach (var command in commands) Add(command);
        SetAction(_ => { }); // else the parser complains of the missing word before Read does
    }

    public override Work Read(ParseResult words) =>
        throw Wrong($"needs one more word: {string.Join(" or ", Subcommands.Where(command => !command.Hidden).Select(command => command.Name))}");
}
