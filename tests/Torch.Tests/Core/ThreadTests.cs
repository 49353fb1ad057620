using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class ThreadTests
{
    [Fact]
    public unsafe void The_number_of_threads_is_set_for_libtorch_and_for_OpenBLAS()
    {
        try
        {
            set_num_threads(2);
            Assert.Equal(2, get_num_threads());
            if (NativeLibrary.TryLoad("libopenblas.so.0", out var blas) && NativeLibrary.TryGetExport(blas, "openblas_get_num_threads", out var ask))
                Assert.Equal(2, ((delegate* unmanaged<int>)ask)());
        }
        finally
        {
            set_num_threads(1);
        }
        Assert.Equal(1, get_num_threads());
    }

    [Fact]
    public void The_version_of_libtorch_is_known() => Assert.Matches(@"^[12]\.\d+\.\d+", __version__);
}
