using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Screens;

public sealed class ScreenTests : IDisposable
{
    readonly StringWriter text = new() { NewLine = "\n" };

    public void Dispose() => text.Dispose();

    [Fact]
    public void Plain_output_has_no_escape_sequences_and_no_live_line()
    {
        var screen = Screen.Plain(text);
        screen.Status("40%");
        screen.Line(screen.Good("fine") + screen.Bold(" and") + screen.Dim(" plain"));
        Assert.Equal("fine and plain\n", text.ToString());
    }

    [Fact]
    public void A_line_replaces_the_live_line()
    {
        var screen = new Screen(text, live: true, colour: false, () => 80);
        screen.Status("40%");
        screen.Line("done");
        Assert.Equal("\r40%\u001b[K\r\u001b[Kdone\n", text.ToString());
    }

    [Fact]
    public void The_live_line_is_cut_to_the_width()
    {
        var screen = new Screen(text, live: true, colour: false, () => 40);
        screen.Status(new string('x', 100));
        Assert.Equal($"\r{new string('x', 39)}…\u001b[K", text.ToString());
    }
}
