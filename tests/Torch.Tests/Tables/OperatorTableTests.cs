using Marginalia.Torch.Tables;

namespace Marginalia.Torch.Tests.Tables;

public class OperatorTableTests
{
    static OperatorRow Row(string line, string section = "[torch.Tensor]") => OperatorTable.Parse($"{section}\n{line}").Rows[0];

    [Fact]
    public void A_row_is_read_in_parts()
    {
        var row = Row("(Tensor values, Tensor indices) max(long dim, bool keepdim = false) -> max.dim(this, dim, keepdim) ; Largest (of each row); a pair.");
        Assert.Equal(new("torch.Tensor", "(Tensor values, Tensor indices)", "max", "long dim, bool keepdim = false", new("max", "dim"), "this, dim, keepdim", "Largest (of each row); a pair.", 2), row);
        Assert.Equal("max_dim", row.Operator.Field);
        Assert.True(row.IsInstance);
    }

    [Fact]
    public void Parameters_may_hold_pairs_and_arguments_calls()
    {
        var row = Row("Tensor std((long, long) dim, bool unbiased = true) -> std.dim(this, new long[] { dim.Item1, dim.Item2 }, F(unbiased)) ; S.");
        Assert.Equal("(long, long) dim, bool unbiased = true", row.Parameters);
        Assert.Equal("this, new long[] { dim.Item1, dim.Item2 }, F(unbiased)", row.Arguments);
    }

    [Fact]
    public void Brackets_stand_for_two_rows_and_a_plus_for_two_classes()
    {
        var rows = OperatorTable.Parse("[torch.Tensor + torch(input)]\nTensor addmv[_](Tensor mat) -> addmv[_](this, mat) ; M.").Rows;
        Assert.Equal(["torch.Tensor addmv", "torch addmv", "torch.Tensor addmv_", "torch addmv_"], rows.Select(r => $"{r.Class} {r.Name}"));
        Assert.Equal(["Tensor mat", "Tensor input, Tensor mat", "Tensor mat", "Tensor input, Tensor mat"], rows.Select(r => r.Parameters));
        Assert.Equal(["this, mat", "input, mat", "this, mat", "input, mat"], rows.Select(r => r.Arguments));
        Assert.Equal([false, false, true, true], rows.Select(r => r.Operator.IsInPlace));
        Assert.False(rows[1].IsInstance);
    }

    [Fact]
    public void A_twin_may_have_other_names()
    {
        var rows = OperatorTable.Parse("[torch.Tensor + torch(left; target = right, type = dtype)]\nTensor add(Tensor target, ScalarType? type = null) -> add(this, target, type) ; S.").Rows;
        Assert.Equal("Tensor target, ScalarType? type = null", rows[0].Parameters);
        Assert.Equal("Tensor left, Tensor right, ScalarType? dtype = null", rows[1].Parameters);
        Assert.Equal("left, right, dtype", rows[1].Arguments);
    }

    [Fact]
    public void Uses_and_comments_are_no_rows()
    {
        var table = OperatorTable.Parse("# a comment\n\nuse topk sum.dim_IntList\n");
        Assert.Empty(table.Rows);
        Assert.Equal(["topk", "sum.dim_IntList"], table.Operators.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("[torch.Tensor]\nTensor exp() => exp(this) ; E.", "2: 'Tensor exp() => exp(this) ; E.' is no row")]
    [InlineData("[torch.Tensor]\n\nTensor exp() -> exp(this)", "3: ")]
    [InlineData("[torch.Tensor]\nTensor exp[_]() -> exp(this) ; E.", "2: [_] stands on one side")]
    [InlineData("Tensor exp() -> exp(this) ; E.", "1: this row is in no section")]
    [InlineData("[torch Tensor]", "1: '[torch Tensor]' is no row")]
    public void A_wrong_line_is_named(string table, string message) => Assert.StartsWith(message, Assert.Throws<FormatException>(() => OperatorTable.Parse(table)).Message);
}
