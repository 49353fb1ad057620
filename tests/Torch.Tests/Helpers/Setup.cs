using System.Runtime.CompilerServices;
using TorchSharp;

// The default generator, the number of threads and memory in use belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Marginalia.Torch.Tests.Helpers;

static class Setup
{
    /// <summary>One thread, so that sums are added in one order.</summary>
    [ModuleInitializer]
    internal static void OneThread() => torch.set_num_threads(1);
}
