using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Screens;

public class DurationsTests
{
    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(65, "1 min 05 s")]
    [InlineData(119.6, "2 min 00 s")]
    [InlineData(3569, "59 min 29 s")]
    [InlineData(3720, "1 h 02 min")]
    public void Durations_read_naturally(double seconds, string text) => Assert.Equal(text, Durations.Text(TimeSpan.FromSeconds(seconds)));
}
