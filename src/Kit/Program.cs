using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;

if (args is [NotebookChild.Word]) Environment.Exit(NotebookChild.Run());

var screen = Screen.StandardOutput();
Interruption? interruption = null;
var exitCode = await Guarded();

// A cell may have left threads behind that would keep the process alive.
Environment.Exit(interruption is { ExitCode: not 0 and var signalled } ? signalled : exitCode);

async Task<int> Guarded()
{
    try
    {
        return await CommandTree.Read(args)(new(screen, () => (interruption ??= new()).Token));
    }
    catch (UsageError error)
    {
        return Complain($"{error.Message}\n     {error.Hint}", 2);
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
        return Complain(error.Message, 1);
    }
    catch (OperationCanceledException) when (interruption is { ExitCode: not 0 })
    {
        return Complain("interrupted", interruption.ExitCode);
    }
}

int Complain(string message, int code)
{
    screen.EraseStatus();
    Console.Error.WriteLine($"kit: {message}");
    return code;
}
