using System.CommandLine;
using Marginalia.Kernel.Jupyter;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Jupyter;

/// <summary><c>kit kernel start</c>, which front ends call.</summary>
internal sealed class KernelStartCommand : KitCommand
{
    const string Text = """
        usage: ./kit kernel start CONNECTION_FILE

        The kernel itself. Front ends of Jupyter's start it, and say in the file where
        they expect it: addresses, ports and the key that messages are signed with.
        It ends when the front end shuts it down, or is gone.

        example: ./kit kernel start connection.json
        """;

    readonly Argument<string> file = new("CONNECTION_FILE");

    public KernelStartCommand() : base("start", Text)
    {
        Hidden = true;
        Add(file);
    }

    public override Work Read(ParseResult words)
    {
        var path = words.GetRequiredValue(file);
        return _ =>
        {
            KernelProcess.Run(path);
            return Task.FromResult(0);
        };
    }
}
