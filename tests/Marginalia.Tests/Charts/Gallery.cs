using Marginalia.Charts;

namespace Marginalia.Tests.Charts;

/// <summary>One chart of every kind, from plain arithmetic so that it is the same on every machine.</summary>
static class Gallery
{
    static readonly int[] Steps = [.. Enumerable.Range(0, 200)];
    static readonly string[] Methods = ["EqualWeighting", "UncertaintyWeighting", "DynamicWeightAverage", "GradNorm"];

    public static TheoryData<string> Names => [.. Charts.Keys];

    public static Chart Make(string name) => Charts[name]();

    static readonly Dictionary<string, Func<Chart>> Charts = new()
    {
        ["lines"] = () => new Figure("Weights drift apart", x: "step", y: "weight", logY: true, subtitle: "Two tasks whose scales differ by 100")
            .Line(Steps, Curve(1, 1.9f), "task 1").Line(Steps, Curve(1, 0.001f), "task 2").HorizontalLine(1, "equal weighting").VerticalLine(40, "warm-up ends"),
        ["runs"] = () => new Figure("Test loss", x: "step", y: "mean L(t) / L(0)", legend: Legend.Below)
            .Runs(Steps, Enumerable.Range(0, 3).Select(seed => Noisy(0.6, seed)), "GradNorm")
            .Runs(Steps, Enumerable.Range(3, 3).Select(seed => Noisy(0.8, seed)), "equal weighting")
            .Caption("Mean and one standard deviation over three seeds."),
        ["direct"] = () => new Figure("Loss", x: "step", y: "loss", legend: Legend.Direct)
            .Line(Steps, Noisy(0.62, 1), "first").Line(Steps, Noisy(0.6, 2), "second").Line(Steps, Noisy(0.1, 3), "third"),
        ["bars"] = () => new Figure("Final loss", y: "loss").Bars(Methods, [0.9, 0.7, 0.85, 0.6], [0.1, 0.05, 0.02, 0.03]),
        ["grouped"] = () => new Figure("Change against single tasks", y: "change in %")
            .Bars(Methods, [1, -2, 3, -4], "segmentation").Bars(Methods, [2.5, 1, -1, 0.5], [0.5, 0.5, 0.2, 1], "depth").Bars(Methods.Reverse(), [1, 2, 3, 4], "normals"),
        ["heat"] = () => new Figure("Cosines between gradients", x: "task", y: "layer").Heatmap(
            new[,] { { 1, 0.5, -0.25 }, { 0.125, double.NaN, -1 } }, rows: ["trunk", "head"], columns: ["seg", "depth", "normals"],
            text: true, colours: ColourMap.Diverging, range: (-1, 1), name: "cosine"),
        ["large heat"] = () => new Figure("Matrix").Heatmap(Matrix(40, 60)),
        ["scatter"] = () => new Figure("Norm and loss", x: "norm", y: "loss", logX: true, logY: true)
            .Scatter(Steps.Select(t => 1 + t * 37 % 101), Steps.Select(t => 0.001 * (1 + t * 53 % 89)), "train").Scatter(new[] { 5, 50 }, new[] { 0.05, 0.005 }, "test"),
        ["histogram"] = () => new Figure("Values", x: "value", y: "count").Histogram(Steps.Select(t => t * 37 % 101 + t * 53 % 89), 20, "sum"),
        ["gaps"] = () => new Figure("Gaps", x: "epoch", y: "accuracy", logY: true).Line(new[] { 0.1, 0.5, double.NaN, 0.7, 0, 0.9, double.PositiveInfinity }, "one").Line(new[] { 3.0 }, "lone"),
        ["cut"] = () => new Figure("Cut to a range", x: "t", y: "v").Runs(Steps, Enumerable.Range(0, 3).Select(seed => Noisy(0.3, seed)), "noisy").XRange(20.5, 150).YRange(0.35, 0.6),
        ["ten"] = () => Enumerable.Range(1, 10).Aggregate(new Figure("Ten tasks", x: "step", y: "weight"), (figure, i) => figure.Line(Steps, Curve(1, i), $"task {i}")),
        ["hostile"] = () => new Figure("</script><b>\"bold\"</b> & 'more' $x$ \u0001 \ud800", x: "<i>x</i>", subtitle: "]]> -->").Line(new[] { 1, 2, 3 }, "</title><script>alert(1)</script>").Line(new[] { 3, 2, 1 }, "&amp;"),
        ["grid"] = () => Figure.Grid("The effect of alpha", 2, Panel("0", 0.5), Panel("0.12", 0.4), Panel("1.5", 0.7), new Figure("final", y: "loss").Bars(["a", "b"], [1, 2], "GradNorm")),
        ["shared grid"] = () => Figure.Grid(3, Panel("0", 0.5), Panel("0.12", 0.4), Panel("1.5", 0.7)).Share(x: true, y: true),
        ["images"] = () => Figure.Images([.. Enumerable.Range(0, 7).Select(Blob)], columns: 4, names: [.. Enumerable.Range(0, 7).Select(i => $"glyph {i}")], title: "Glyphs"),
    };

    public static double[] Noisy(double end, int seed) =>
        [.. Steps.Select(t => end + (1 - end) / (1 + t / 20.0) + ((t * 37 + seed * 11) % 17 - 8) * 0.005)];

    static float[] Curve(float start, float end) => [.. Steps.Select(t => start + (end - start) * t / 199)];

    static Figure Panel(string alpha, double end) =>
        new Figure($"alpha = {alpha}", x: "step", y: "loss").Line(Steps, Noisy(end, 1), "GradNorm").Line(Steps, Noisy(end + 0.1, 2), "equal");

    static float[,] Matrix(int rows, int columns)
    {
        var matrix = new float[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                matrix[row, column] = row * column % 23;
        return matrix;
    }

    static float[,] Blob(int k)
    {
        var pixels = new float[12, 16];
        for (var row = 0; row < 12; row++)
            for (var column = 0; column < 16; column++)
                pixels[row, column] = 1f / (1 + (row - 6) * (row - 6) + (column - 2 * k) * (column - 2 * k));
        return pixels;
    }
}
