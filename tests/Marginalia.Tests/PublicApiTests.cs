using Marginalia.Balancers;

namespace Marginalia.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_committed_one() => PublicApiSnapshot.Check(typeof(Balancer).Assembly, "src/Marginalia");
}
