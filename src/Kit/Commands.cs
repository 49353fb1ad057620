using Marginalia.Kit.Checking;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Documents;
using Marginalia.Kit.Exporting;
using Marginalia.Kit.Jupyter;
using Marginalia.Kit.Machine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Status;
using Marginalia.Kit.Testing;

namespace Marginalia.Kit;

/// <summary>The commands of kit, in the order of <c>help.txt</c>, which has a line for each.</summary>
internal static class Commands
{
    public static IReadOnlyList<KitCommand> All { get; } =
    [
        new RunCommand(),
        new LabCommand(),
        new KernelCommand(),
        new StatusCommand(),
        new NewCommand(),
        new LintCommand(),
        new ConvertCommand(),
        new ExportCommand(),
        new TestCommand(),
        new CheckCommand(),
        new BenchCommand(),
        new DoctorCommand(),
    ];
}
