using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_committed_one() => PublicApiSnapshot.Check(typeof(NotebookEngine).Assembly, "src/Kernel");
}
