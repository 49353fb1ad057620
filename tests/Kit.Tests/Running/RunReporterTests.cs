using System.Runtime.CompilerServices;
using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Running;

public sealed class RunReporterTests : IDisposable
{
    readonly SharedWriter text = new() { NewLine = "\n" };

    public void Dispose() => text.Dispose();

    [Fact]
    public void Elsewhere_than_on_a_terminal_only_finished_text_is_written()
    {
        using var reporter = new RunReporter(Screen.Plain(text), ["Set-up", "Training"]);
        reporter.CellStarted(new(1, 2, "x"));
        reporter.CellFinished(new(1, "x", TimeSpan.FromSeconds(0.2), null, false));
        reporter.CellStarted(new(2, 2, "y"));
        reporter.StreamText("stdout", "loss ");
        reporter.StreamText("stderr", "\rtrain 40% |##  |");
        reporter.StreamText("stdout", "0.5\n");
        reporter.StreamText("stderr", "\r                \r");
        reporter.Displayed(MimeBundle.Of("text/plain", "3"), "a", update: false);
        reporter.Displayed(MimeBundle.Of("text/plain", "4"), "a", update: true);
        reporter.StreamText("stdout", "no line end");
        reporter.CellFinished(new(2, "y", TimeSpan.FromSeconds(12.3), null, false));

        Assert.Equal("""
              [1/2] Set-up  0.2 s
              [2/2] Training
                    loss 0.5
                    3
                    no line end
                    took 12 s

            """, text.ToString());
    }

    [Fact]
    public async Task On_a_terminal_the_bar_of_the_cell_is_the_live_line()
    {
        using (var reporter = new RunReporter(new Screen(text, live: true, colour: false, () => 80), ["Training"]))
        {
            reporter.CellStarted(new(1, 1, "x"));
            reporter.StreamText("stderr", "\rtrain 40% |##  |");
            await WaitFor("|##  |");
            reporter.StreamText("stderr", "\r                \r");
            reporter.CellFinished(new(1, "x", TimeSpan.FromSeconds(1), null, false));
        }

        Assert.Contains("\r  [1/1] Training  0.", text.ToString());
        Assert.EndsWith("\r\u001b[K  [1/1] Training  1.0 s\n", text.ToString());
    }

    [Fact]
    public void On_a_terminal_long_lines_stay_in_their_column()
    {
        using var reporter = new RunReporter(new Screen(text, live: true, colour: false, () => 48), ["a"]);
        reporter.CellStarted(new(1, 1, "a"));
        reporter.StreamText("stdout", new string('x', 50) + "\n");
        Assert.Contains($"        {new string('x', 40)}\n        {new string('x', 10)}\n", text.ToString());
    }

    [Fact]
    public void Escape_sequences_of_a_cell_never_reach_the_screen()
    {
        using var reporter = new RunReporter(Screen.Plain(text), ["a"]);
        reporter.CellStarted(new(1, 1, "a"));
        reporter.StreamText("stdout", "\u001b[2J\u001b[31mred\u001b[0m\n");
        reporter.CellFinished(new(1, "a", TimeSpan.Zero, null, false));
        Assert.Equal("  [1/1] a\n        red\n        took 0.0 s\n", text.ToString());
    }

    async Task WaitFor(string part)
    {
        for (var i = 0; i < 100 && !text.ToString().Contains(part, StringComparison.Ordinal); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Contains(part, text.ToString());
    }

    // The reporter's clock writes from a thread of its own while the test reads.
    sealed class SharedWriter : StringWriter
    {
        [MethodImpl(MethodImplOptions.Synchronized)]
        public override void Write(char value) => base.Write(value);

        [MethodImpl(MethodImplOptions.Synchronized)]
        public override void Write(char[] buffer, int index, int count) => base.Write(buffer, index, count);

        [MethodImpl(MethodImplOptions.Synchronized)]
        public override void Write(string? value) => base.Write(value);

        [MethodImpl(MethodImplOptions.Synchronized)]
        public override void WriteLine(string? value) => base.WriteLine(value);

        [MethodImpl(MethodImplOptions.Synchronized)]
        public override string ToString() => base.ToString();
    }
}
