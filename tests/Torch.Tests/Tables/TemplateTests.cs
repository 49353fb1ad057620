using Marginalia.Torch.Tables;

namespace Marginalia.Torch.Tests.Tables;

public class TemplateTests
{
    [Fact]
    public void A_template_is_written_once_for_each_list_of_words()
    {
        var files = Template.Expand("// each T, Type: bool, Bool; byte, Byte\nclass $Type$ { $T$ x; $T$ y; }\n").ToList();
        Assert.Equal(["bool", "byte"], files.Select(f => f.Name));
        Assert.EndsWith("class Bool { bool x; bool y; }\n", files[0].Text);
        Assert.EndsWith("class Byte { byte x; byte y; }\n", files[1].Text);
    }

    [Fact]
    public void A_bar_in_a_word_stands_for_a_comma() =>
        Assert.EndsWith("Func<A, B> f;\n", Template.Expand("// each N, Types: 2, A| B\nFunc<$Types$> f;\n").Single().Text);

    [Theory]
    [InlineData("class X {}\n", "a template begins with a line such as")]
    [InlineData("// each T, Type: bool; byte, Byte\n", "'bool' gives 1 words for 2: T, Type")]
    public void A_wrong_first_line_is_named(string text, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => Template.Expand(text).ToList()).Message);
}
