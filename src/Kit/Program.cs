using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;

var screen = Screen.StandardOutput();
using var interruption = new Interruption();
var exitCode = await Guarded();

// A cell may have left threads behind that would keep the process alive.
Environment.Exit(interruption.ExitCode != 0 ? interruption.ExitCode : exitCode);

async Task<int> Guarded()
{
    try
    {
        return await CommandTree.Read(args)(new(screen, interruption.Token));
    }
    catch (UsageError error)
    {
        return Complain($"{error.Message}\n     {error.Hint}", 2);
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
        return Complain(error.Message, 1);
    }
    catch (OperationCanceledException) when (interruption.ExitCode != 0)
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
