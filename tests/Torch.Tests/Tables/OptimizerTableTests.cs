using Marginalia.Torch.Tables;

namespace Marginalia.Torch.Tests.Tables;

public class OptimizerTableTests
{
    const string Words = "say lr ; Rate.\nsay a ; A.\nsay b ; B.\nsay s ; S.\n";

    [Fact]
    public void A_section_describes_an_optimiser()
    {
        var table = OptimizerTable.Parse(Words + "# comment\n[X : IBetas] Goes down.\nnew double lr = 1e-3, double a = 1, bool b = false\nsaved b a\nrequired lr\nstate long s = 3\nstate Tensor a\nstate Tensor? b\n");
        var x = table.Optimizers.Single();
        Assert.Equal(("X", "IBetas", "Goes down.", "lr", "ParamGroup", "parameters"), (x.Name, x.Interface, x.Summary, x.Required, x.Groups, x.First));
        Assert.Equal(["double lr = 1e-3", "double a = 1", "bool b = false"], x.Factory.Select(o => o.ToString()));
        Assert.Equal(["b", "a"], x.Options.Select(o => o.Field));
        Assert.Equal("LearningRate", x.New[0].Field);
        Assert.Equal([new("long", "s", "3"), new("Tensor", "a", "Zeros()"), new("Tensor?", "b", "default")], x.State);
    }

    [Theory]
    [InlineData("nonsense", "1: 'nonsense' is neither")]
    [InlineData("new double lr", "1: this line is in no section")]
    [InlineData("say a", "1: expected 'say name ; What it is.'")]
    [InlineData("[X] Y.\nnew double", "2: 'double' is no parameter")]
    [InlineData("[X] Y.\nnew double lr, double a\nsaved b", "3: 'saved' must name what 'new' does but for lr: a")]
    [InlineData("[X] Y.\nnew double zeal", "1: what 'zeal' means is missing")]
    [InlineData("[X] Y.\nstate Tensor", "2: expected 'state Tensor name = Zeros()'")]
    public void A_wrong_line_is_named(string text, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => OptimizerTable.Parse(text)).Message);
}
