namespace Marginalia.Tests.Placeholder;

public class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.NotEqual(0, Environment.ProcessId);
}
