using Marginalia.Charts;

namespace Marginalia.Tests.Charts;

public class FigureErrorsTests
{
    static readonly string[] Pair = ["a", "b"];

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Figure 'F', Line 'loss': 3 x values and 2 y values given", () => F().Line(new[] { 1, 2, 3 }, new[] { 1, 2 }, "loss") },
        { "Line 'loss': no values given", () => F().Line(Array.Empty<double>(), "loss") },
        { "Scatter 's': 1 x values and 2 y values", () => F().Scatter(new[] { 1 }, new[] { 1, 2 }, "s") },
        { "Band 'b': 2 x values and 1 spreads", () => F().Band(new[] { 1, 2 }, new[] { 1, 2 }, new[] { 1 }, "b") },
        { "spread 1 is -0.5", () => F().Band(new[] { 1, 2 }, new[] { 1, 2 }, new[] { 1, -0.5 }, "b") },
        { "Runs 'r': 2 x values and 1 values in a run", () => F().Runs(new[] { 1, 2 }, new[] { new[] { 1.0, 2 }, [1] }, "r") },
        { "no runs given", () => F().Runs(new[] { 1, 2 }, Array.Empty<double[]>(), "r") },
        { "2 categories and 1 values", () => F().Bars(Pair, new[] { 1 }) },
        { "2 values and 1 errors", () => F().Bars(Pair, new[] { 1, 2 }, new[] { 1 }) },
        { "'a' is given 2 times among the categories", () => F().Bars(["a", "a"], new[] { 1, 2 }) },
        { "no values given", () => F().Histogram(Array.Empty<int>()) },
        { "0 bins", () => F().Histogram(new[] { 1 }, 0) },
        { "1 names of rows and 2 rows", () => F().Heatmap(new double[2, 2], rows: ["a"]) },
        { "no values given", () => F().Heatmap(new double[0, 2]) },
        { "range 1 to 0 given", () => F().Heatmap(new double[2, 2], range: (1, 0)) },
        { "already has a line chart", () => F().Line(new[] { 1 }).Bars(Pair, new[] { 1, 2 }) },
        { "already has a line chart", () => F().Line(new[] { 1 }).Heatmap(new double[2, 2]) },
        { "already has a heat map", () => F().Heatmap(new double[2, 2]).HorizontalLine(1) },
        { "a finite number expected", () => F().HorizontalLine(double.NaN) },
        { "range 5 to 5 given", () => F().XRange(5, 5) },
        { "a logarithmic axis starts above zero", () => new Figure("F", logY: true).YRange(0, 1) },
        { "has no data", () => F().ToSvg() },
        { "has no data", () => F().ToString() },
        { "neither a range nor a logarithm", () => new Figure("F", logX: true).Bars(Pair, new[] { 1, 2 }).ToSvg() },
        { "neither a range nor a logarithm", () => F().XRange(0, 1).Bars(Pair, new[] { 1, 2 }).ToHtml() },
        { "50 x 400 pixels", () => _ = new Figure(width: 50) },
        { "no figures", () => Figure.Grid(2) },
        { "0 columns", () => Figure.Grid(0, F().Line(new[] { 1 })) },
        { "Figure 'F' has no data", () => Figure.Grid(2, F()) },
        { "cannot share the horizontal axis", () => Figure.Grid(2, F().Bars(Pair, new[] { 1, 2 })).Share(x: true) },
        { "linear and logarithmic", () => Figure.Grid(2, F().Line(new[] { 1 }), new Figure(logY: true).Line(new[] { 1 })).Share(y: true) },
        { "leave no room", () => new Figure(string.Join(' ', Enumerable.Repeat("word", 40)), width: 200, height: 150).Line(new[] { 1 }).ToSvg() },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void MistakesAreNamed(string expected, Action mistake)
    {
        var error = Record.Exception(mistake)!;
        Assert.True(error is ArgumentException or InvalidOperationException, $"{error}");
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void OddDataIsDrawnWithoutError()
    {
        Chart[] charts =
        [
            F().Line(new[] { double.NaN, double.NaN }),
            F().Line(new[] { 5 }),
            F().Line(new[] { 1e308, -1e308 }, "beyond"),
            F().Line(new[] { 1e-300, 1e300 }),
            new Figure(logY: true).Line(new[] { -1, 0 }),
            new Figure(logX: true, logY: true).Line(new[] { 0, 1, 10 }, new[] { 1, 2, 3 }),
            F().Line(new[] { 1e8 + 1, 1e8 + 2, 1e8 + 3 }),
            F().Line(new[] { 3e-8f, 3e-8f, 3e-8f }),
            F().Band(new[] { 1, 2 }, new[] { 1, double.NaN }, new[] { double.NaN, 1 }),
            F().Bars(Pair, new[] { double.NaN, -2 }, new[] { 1, double.PositiveInfinity }),
            F().Heatmap(new[,] { { double.NaN } }, text: true),
            F().Heatmap(new float[,] { { 3, 3 } }),
            F().Histogram(new[] { 4, 4, 4 }),
            F().Scatter(Enumerable.Range(0, 20_000), Enumerable.Range(0, 20_000).Select(i => i % 97), "many"),
            F().HorizontalLine(3, "alone"),
        ];
        Assert.All(charts, chart =>
        {
            Assert.DoesNotContain("NaN", SvgReader.Parse(chart.ToSvg()).ToString());
            Assert.NotEmpty(chart.ToPlotlyJson());
            Assert.NotEmpty(chart.ToString());
        });
    }

    [Fact]
    public void DataIsCopied()
    {
        double[] values = [1, 2, 3];
        var figure = F().Line(values, "a");
        var before = figure.ToSvg();
        values[1] = 100;
        Assert.Equal(before, figure.ToSvg());
    }

    static Figure F() => new("F");
}
