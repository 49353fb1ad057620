using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Jupyter;

/// <summary><c>kit lab</c>.</summary>
internal sealed class LabCommand : KitCommand
{
    const string Text = """
        usage: ./kit lab [NOTEBOOK] [--no-browser] [--port N]

        Opens the notebooks in Jupyter, with the C# kernel of this clone: the
        jupyter-lab on your PATH, or else Jupyter Notebook, which is installed from
        Debian when missing. Prints the address, and opens your browser on it where
        there is a screen. Ctrl-C ends Jupyter and its kernels.
        Only this machine can reach it, and only with the token in the address; from
        elsewhere, forward the port: ssh -L N:127.0.0.1:N THISMACHINE
        Settings are kept in artifacts/lab; those of your own Jupyter stay untouched.

          --no-browser    only print the address
          --port N        listen on this port (default: 8888, or a free one near it)

        example: ./kit lab notebooks/balancing/gradnorm.ipynb
        """;

    readonly Argument<string?> notebook = new("NOTEBOOK") { Arity = ArgumentArity.ZeroOrOne };
    readonly Option<bool> noBrowser = new("--no-browser");
    readonly Option<int?> port = new("--port");

    public LabCommand() : base("lab", Text)
    {
        Add(notebook);
        Add(noBrowser);
        Add(port);
    }

    public override Work Read(ParseResult words)
    {
        var (file, number, quiet) = (words.GetValue(notebook), words.GetValue(port), words.GetValue(noBrowser));
        if (number is < 1 or > 65535) throw Wrong($"--port takes a number from 1 to 65535, not {number}");
        return session => new Lab(session.Workspace, session.Screen).Run(Opened(session.Workspace, file), number, !quiet && HasScreen, session.Interruption);
    }

    string? Opened(Workspace workspace, string? typed)
    {
        if (typed is null) return null;
        var path = workspace.FullPath(typed);
        if (Directory.Exists(path)) throw Wrong($"'{typed}' is a folder", "name a notebook in it, or none at all: ./kit lab shows the folder notebooks/");
        return File.Exists(path) ? path : throw Wrong($"there is no file '{typed}'", "./kit status lists the notebooks");
    }

    static bool HasScreen => Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
}
