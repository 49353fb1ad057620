using Marginalia.Torch.Tables;

namespace Marginalia.Torch.Tests.Tables;

public class ModuleTableTests
{
    const string Section = "about p: The power.\nabout size: The size.\n[Base<Tensor, long[]?, Tensor>] forward(Tensor input, long[]? more = null)\n";

    [Fact]
    public void A_module_is_read_in_parts()
    {
        var row = Assert.Single(ModuleTable.Parse(Section + "Pool(long[] size, private Func<int, int>? f = null, double p = 1e-5) / () / ((long, long)? size = null, double p = 2) -> F.pool(input, size, p) ; A (good) pool.\n+ Tensor twice(Tensor input) -> forward(forward(input)) ; Twice.").Rows);
        Assert.Equal(("Pool", "Base<Tensor, long[]?, Tensor>", "Tensor input, long[]? more = null", "F.pool(input, size, p)", "A (good) pool."), (row.Name, row.Base, row.Arguments, row.Body, row.Summary));
        Assert.Equal("long[] size, Func<int, int>? f = null, double p = 1e-5", string.Join(", ", row.Parameters));
        Assert.Equal(["", "(long, long)? size = null, double p = 2"], row.Factories.Select(f => string.Join(", ", f)));
        Assert.Equal([false, true, false], row.Parameters.Select(p => p.IsHidden));
        Assert.Equal(("Tensor twice(Tensor input)", "forward(forward(input))", "Twice."), Assert.Single(row.Methods));
    }

    [Fact]
    public void One_signature_is_constructor_and_factory()
    {
        var row = ModuleTable.Parse(Section + "Power(double p = 2) -> F.pow(input, p) ; x^p.").Rows[0];
        Assert.Equal(row.Parameters, Assert.Single(row.Factories));
        Assert.Equal("nameof(Power)", row.BaseArguments);
    }

    [Fact]
    public void Losses_hand_reduction_and_weight_to_their_base()
    {
        var row = ModuleTable.Parse("about p: The power.\n[WeightedLoss<Tensor, Tensor>] forward(Tensor input)\nL(int p = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) -> F.l(input, p) ; L.").Rows[0];
        Assert.Equal("weight, reduction", row.BaseArguments);
        Assert.Equal(["p"], row.Properties.Select(p => p.Name));
    }

    [Theory]
    [InlineData("Pool(long size) -> F.pool(input, size)", "4: 'Pool(long size) -> F.pool(input, size)' is no module")]
    [InlineData("Pool(long width) -> F.pool(input, width) ; P.", "4: Pool has a property width that no line")]
    [InlineData("+ Tensor twice(Tensor input) -> input ; Twice.", "4: '+ Tensor twice")]
    public void A_wrong_line_is_named(string line, string message) => Assert.StartsWith(message, Assert.Throws<FormatException>(() => ModuleTable.Parse(Section + line)).Message);

    [Fact]
    public void A_module_needs_a_section() => Assert.StartsWith("1: this module is in no section", Assert.Throws<FormatException>(() => ModuleTable.Parse("A() -> F.a(input) ; A.")).Message);
}
