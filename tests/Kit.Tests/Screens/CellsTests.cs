using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Screens;

public class CellsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("loss", 4)]
    [InlineData("λ = ½", 5)]
    [InlineData("e\u0301", 1)]
    [InlineData("多任务", 6)]
    [InlineData("🙂", 2)]
    [InlineData("\u001b[31mred\u001b[0m", 3)]
    public void Width_counts_terminal_cells(string text, int width) => Assert.Equal(width, Cells.Width(text));

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("多任务学习", 5, "多任…")]
    [InlineData("多任务学习", 6, "多任…")]
    public void Cut_never_exceeds_the_width(string text, int width, string expected)
    {
        Assert.Equal(expected, Cells.Cut(text, width));
        Assert.True(Cells.Width(Cells.Cut(text, width)) <= width);
    }

    [Theory]
    [InlineData("one two three", 7, new[] { "one two", "three" })]
    [InlineData("one two three", 100, new[] { "one two three" })]
    [InlineData("", 10, new[] { "" })]
    [InlineData("incomprehensible", 6, new[] { "incomp", "rehens", "ible" })]
    [InlineData("an incomprehensible", 6, new[] { "an", "incomp", "rehens", "ible" })]
    [InlineData("🙂🙂🙂", 4, new[] { "🙂🙂", "🙂" })]
    public void Wrap_breaks_at_blanks_and_splits_what_is_too_long(string text, int width, string[] lines) => Assert.Equal(lines, Cells.Wrap(text, width));

    [Theory]
    [InlineData("a  b  c", 4, new[] { "a  b", "  c" })]
    [InlineData("abc", 3, new[] { "abc" })]
    [InlineData("", 3, new[] { "" })]
    [InlineData("多任务", 5, new[] { "多任", "务" })]
    public void Pieces_keep_every_blank(string text, int width, string[] pieces) => Assert.Equal(pieces, Cells.Pieces(text, width));

    [Fact]
    public void Clean_leaves_nothing_that_could_move_the_cursor() =>
        Assert.Equal("a bold    tab", Cells.Clean("a \u001b[1mbold\u001b[0m\u001b[2K\a\ttab\u001b]0;title\u0007"));
}
