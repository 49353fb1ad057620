using System.Reflection;
using Marginalia.Kit;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;
using Marginalia.Kit.Status;
using Marginalia.Kit.Testing;

var screen = Screen.StandardOutput();
using var interruption = new Interruption();
try
{
    switch (CommandTree.Parse(args))
    {
        case HelpRequest help:
            screen.Line(HelpTexts.Of(help.Command));
            return 0;
        case VersionRequest:
            screen.Line($"kit {typeof(Workspace).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}");
            return 0;
        case StatusRequest status:
            return new StatusCommand(Workspace.Find(), screen).Run(status);
        case TestRequest test:
            var workspace = Workspace.Find();
            return await new TestCommand(TestAssembly.All(workspace), ToolCheck.All(workspace), screen).Run(test, interruption.Token);
        case var request:
            throw new InvalidOperationException($"There is no command for {request}.");
    }
}
catch (UsageError error)
{
    screen.EraseStatus();
    await Console.Error.WriteLineAsync($"kit: {error.Message}\n     {error.Hint}");
    return 2;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    screen.EraseStatus();
    await Console.Error.WriteLineAsync($"kit: {error.Message}");
    return 1;
}
catch (OperationCanceledException) when (interruption.ExitCode != 0)
{
    screen.EraseStatus();
    await Console.Error.WriteLineAsync("kit: interrupted");
    return interruption.ExitCode;
}
