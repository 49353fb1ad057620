using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Jupyter;

/// <summary><c>kit kernel uninstall</c>.</summary>
internal sealed class KernelUninstallCommand : KitCommand
{
    const string Text = """
        usage: ./kit kernel uninstall [--prefix DIR]

        Undoes ./kit kernel install: removes the kernel from your Jupyter data folder,
        puts a .net-csharp back that --take-over had replaced, and leaves everything
        else alone.

          --prefix DIR    the DIR that install was given

        example: ./kit kernel uninstall
        """;

    readonly Option<string?> prefix = new("--prefix");

    public KernelUninstallCommand() : base("uninstall", Text) => Add(prefix);

    public override Work Read(ParseResult words)
    {
        var where = words.GetValue(prefix);
        return session => Task.FromResult(Registration.Of(session, where).Uninstall());
    }
}
