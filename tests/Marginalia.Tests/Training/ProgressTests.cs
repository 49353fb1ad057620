using Marginalia.Training;

namespace Marginalia.Tests.Training;

public class ProgressTests
{
    [Fact]
    public void Draws_in_place_and_erases_itself()
    {
        var (writer, clock) = (new StringWriter(), new ManualClock());
        using (var progress = new Progress("train", 1000, writer, clock))
        {
            clock.Seconds = 8;
            progress.Report(400);
            Assert.Equal("\rtrain  40% |████      | 400/1000  50.0 it/s  12 s left", writer.ToString());
        }

        string erased = writer.ToString().Split("12 s left")[1];
        Assert.Equal("\r" + new string(' ', "train  40% |████      | 400/1000  50.0 it/s  12 s left".Length) + "\r", erased);
    }

    [Theory]
    [InlineData(0.039, "12 s left")]
    [InlineData(0.24, "12 s left  3% waiting for data")]
    public void Shows_the_share_of_time_that_data_were_waited_for(double seconds, string end)
    {
        var (writer, clock) = (new StringWriter(), new ManualClock());
        using var progress = new Progress("train", 1000, writer, clock);
        clock.Seconds = 8;
        progress.Report(400, TimeSpan.FromSeconds(seconds));
        Assert.EndsWith(end, writer.ToString());
    }

    [Fact]
    public void Shows_the_throughput_where_examples_are_counted()
    {
        var (writer, clock) = (new StringWriter(), new ManualClock());
        using var progress = new Progress("train", 1000, writer, clock);
        clock.Seconds = 8;
        progress.Report(400, TimeSpan.FromSeconds(2), examples: 400 * 32);
        Assert.Equal("\rtrain  40% |████      | 400/1000  50.0 it/s  1600 examples/s  12 s left  25% waiting for data", writer.ToString());
    }

    [Fact]
    public void Steps_that_were_done_before_do_not_count_as_fast()
    {
        var (writer, clock) = (new StringWriter(), new ManualClock());
        using var progress = new Progress("train", 1000, writer, clock, from: 300);
        progress.Report(300);
        clock.Seconds = 8;
        progress.Report(400);
        Assert.Equal("\rtrain  40% |████      | 400/1000  12.5 it/s  48 s left", writer.ToString());
    }

    [Fact]
    public void Draws_at_most_ten_times_a_second()
    {
        var (writer, clock) = (new StringWriter(), new ManualClock());
        using var progress = new Progress("train", 1000, writer, clock);
        for (int step = 1; step <= 1000; step++)
        {
            clock.Seconds = step * 0.001;
            progress.Report(step);
        }

        Assert.InRange(writer.ToString().Count(c => c == '\r'), 9, 11);
    }

    [Fact]
    public void A_shorter_line_covers_a_longer_one()
    {
        var (writer, clock) = (new StringWriter(), new ManualClock { Seconds = 1000 });
        using var progress = new Progress("train", 100, writer, clock);
        progress.Report(1);
        clock.Seconds = 1001;
        progress.Report(99);
        var lines = writer.ToString().Split('\r')[1..];
        Assert.Equal(lines[0].Length, lines[1].Length);
    }

    [Fact]
    public void A_bar_that_never_reported_writes_nothing()
    {
        var writer = new StringWriter();
        new Progress("train", 10, writer, new ManualClock()).Dispose();
        Assert.Empty(writer.ToString());
    }

    private sealed class ManualClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)Math.Round(Seconds * 1000);
    }
}
