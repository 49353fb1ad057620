using Marginalia.Datasets.Fetching;

namespace Marginalia.Tests.Datasets.Fetching;

public sealed class ProgressLineTests
{
    sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    [Fact]
    public void A_terminal_gets_a_bar_with_rate_and_time_left()
    {
        var (clock, text) = (new Clock(), new StringWriter());
        var line = new ProgressLine(100_000_000, new() { Error = text, Terminal = true, Clock = clock }) { Label = "a.zip" };
        line.Add(20_000_000, had: true);
        clock.Seconds = 2;
        line.Add(10_000_000);
        Assert.EndsWith("\ra.zip  30% [######              ] 30 MB of 100 MB  5.0 MB/s  0:14 left", text.ToString());
        line.Clear();
        Assert.EndsWith(" \r", text.ToString());
    }

    [Fact]
    public void Elsewhere_there_is_a_line_each_half_minute()
    {
        var (clock, text) = (new Clock(), new StringWriter());
        var line = new ProgressLine(1_000, new() { Error = text, Terminal = false, Clock = clock }) { Label = "a.zip" };
        for (; clock.Seconds <= 65; clock.Seconds++)
            line.Add(10);
        Assert.Equal(["a.zip  31% 310 B of 1.0 kB  10 B/s  1:09 left", "a.zip  61% 610 B of 1.0 kB  10 B/s  0:39 left", ""], text.ToString().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(999_999, "1.0 MB")]
    [InlineData(19_336_861_798, "19 GB")]
    public void Bytes_are_written_for_people(double bytes, string expected) => Assert.Equal(expected, ProgressLine.Bytes(bytes));
}
