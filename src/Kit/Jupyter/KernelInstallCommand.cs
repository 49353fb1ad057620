using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Jupyter;

/// <summary><c>kit kernel install</c>.</summary>
internal sealed class KernelInstallCommand : KitCommand
{
    const string Text = """
        usage: ./kit kernel install [--prefix DIR] [--take-over]

        Makes Jupyter know the kernel "C# (Marginalia)": writes the folder
        kernels/marginalia in your Jupyter data folder, usually ~/.local/share/jupyter
        (JUPYTER_DATA_DIR names another). The kernel runs from this clone; git pull
        updates it. Installing again is harmless.

          --prefix DIR    write to DIR/share/jupyter instead: DIR is a virtual
                          environment, or /usr/local for everybody
          --take-over     answer to the name .net-csharp, too, which notebooks made
                          for .NET Interactive ask for, and those of this repository.
                          A kernel of that name is kept, and comes back with
                          ./kit kernel uninstall

        example: ./kit kernel install --take-over
        """;

    readonly Option<string?> prefix = new("--prefix");
    readonly Option<bool> takeOver = new("--take-over");

    public KernelInstallCommand() : base("install", Text)
    {
        Add(prefix);
        Add(takeOver);
    }

    public override Work Read(ParseResult words)
    {
        var (where, both) = (words.GetValue(prefix), words.GetValue(takeOver));
        return session => Task.FromResult(Registration.Of(session, where).Install(both));
    }
}
