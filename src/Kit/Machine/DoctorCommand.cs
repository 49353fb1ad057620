using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit doctor</c>.</summary>
internal sealed class DoctorCommand() : KitCommand("doctor", """
    usage: ./kit doctor

    What this machine has, which torch is in use and why, and whether it
    computes. Installs and changes nothing. Exit code 3 when torch is not ready.

    Another libtorch: LIBTORCH=DIR ./kit COMMAND, with include/ and lib/ in DIR.
    Another torch: ./kit --torch PROVIDER COMMAND, with PROVIDER one of
      System                    the libtorch of this machine (default)
      TorchSharp-cpu            the NuGet package, with its own libtorch
      TorchSharp-cuda-linux
      TorchSharp-cuda-windows

    example: ./kit doctor
    """)
{
    public override Work Read(ParseResult words) => session => Task.FromResult(new MachineReport(session.Workspace, session.Screen).Show());
}
