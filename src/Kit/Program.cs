using System.Reflection;
using Marginalia.Kit;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Machine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;
using Marginalia.Kit.Status;
using Marginalia.Kit.Testing;

var screen = Screen.StandardOutput();
using var interruption = new Interruption();
var exitCode = await Guarded();

// A cell may have left threads behind that would keep the process alive.
Environment.Exit(interruption.ExitCode != 0 ? interruption.ExitCode : exitCode);

async Task<int> Guarded()
{
    try
    {
        return await Answer(CommandTree.Parse(args));
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

async Task<int> Answer(Request request)
{
    switch (request)
    {
        case HelpRequest help:
            screen.Line(HelpTexts.Of(help.Command));
            return 0;
        case VersionRequest:
            screen.Line($"kit {typeof(Workspace).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}");
            return 0;
        case RunRequest run:
            return new RunCommand(Workspace.Find(), screen).Run(run, interruption.Token);
        case StatusRequest status:
            return new StatusCommand(Workspace.Find(), screen).Run(status);
        case TestRequest test:
            var workspace = Workspace.Find();
            return await new TestCommand(TestAssembly.All(workspace), ToolCheck.All(workspace), screen).Run(test, interruption.Token);
        case DoctorRequest:
            return new DoctorCommand(Workspace.Find(), screen).Run();
        case BenchRequest bench:
            return await new BenchCommand(Workspace.Find()).Run(bench.Words, interruption.Token);
        default:
            throw new InvalidOperationException($"There is no command for {request}.");
    }
}

int Complain(string message, int code)
{
    screen.EraseStatus();
    Console.Error.WriteLine($"kit: {message}");
    return code;
}
