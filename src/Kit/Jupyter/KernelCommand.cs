using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Jupyter;

/// <summary><c>kit kernel</c>: the Jupyter kernel.</summary>
internal sealed class KernelCommand() : CommandGroup("kernel", """
    usage: ./kit kernel install [--prefix DIR] [--take-over]
           ./kit kernel uninstall [--prefix DIR]

    The kernel "C# (Marginalia)" for every front end of Jupyter's: JupyterLab,
    Notebook, VS Code's Jupyter extension, nbconvert. ./kit lab needs none of this.

      install         make Jupyter know the kernel
      uninstall       undo that

      ./kit kernel install --help explains it and its options.

    example: ./kit kernel install --take-over
    """, new KernelStartCommand(), new KernelInstallCommand(), new KernelUninstallCommand());
