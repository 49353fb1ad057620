using Marginalia.Balancers;
using Marginalia.Tests.Shared;

namespace Marginalia.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_committed_one() => PublicApiSnapshot.Check(typeof(Balancer).Assembly, "src/Marginalia");
}
