using Marginalia.Charts;

namespace Marginalia.Diagnostics;

/// <summary>An x-ray as figures.</summary>
public static class XRayFigures
{
    const int MostLines = 10;

    /// <summary>
    /// Gradient cosines of pairs of tasks, gradient norms, weights, how far the direction is from the plain sum and from each task's gradient,
    /// and stationarity, against the step.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was seen yet.</exception>
    public static FigureGrid Figures(this XRay xray)
    {
        if (xray.Frames.Count == 0)
            throw new InvalidOperationException("XRay: nothing seen yet; train with it as the balancer first.");
        var tasks = Enumerable.Range(0, xray.TaskCount).ToArray();
        var pairs = (from i in tasks from j in tasks where i < j select (i, j)).ToArray();
        Figure?[] figures =
        [
            pairs.Length > MostLines
                ? MeanCosines(xray, tasks)
                : Curves(xray, "Cosines between gradients", "cosine", pairs, pair => $"{xray.Names[pair.i]}, {xray.Names[pair.j]}", (frame, pair) => frame.Cosine(pair.i, pair.j))?.HorizontalLine(0),
            Curves(xray, "Norms of the gradients", "norm", tasks, task => xray.Names[task], (frame, task) => frame.Norms[task], log: true),
            Curves(xray, "Weights", "weight", xray.Frames[0].Weights.Length > 0 ? tasks : [], task => xray.Names[task], (frame, task) => frame.Weights[task]),
            Curves(xray, "The direction and each gradient", "cosine", tasks, task => xray.Names[task], (frame, task) => frame.Alignment(task))?.HorizontalLine(0),
            Curves(xray, "The direction and the plain sum", "cosine", [0], _ => "", (frame, _) => frame.CosineToSum),
            Curves(xray, "Agreement: 1 one direction, 0 Pareto stationary", "norm", [0], _ => "", (frame, _) => frame.Stationarity),
        ];
        return Figure.Grid("", 2, [.. figures.OfType<Figure>()]);
    }

    // Null when there is nothing to draw.
    static Figure? Curves<T>(XRay xray, string title, string y, T[] curves, Func<T, string> name, Func<XRayFrame, T, double> value, bool log = false)
    {
        var figure = new Figure(title, x: "step", y: y, logY: log);
        bool drawn = false;
        foreach (var curve in curves)
        {
            var points = xray.Frames.Select(frame => (frame.Step, Value: value(frame, curve))).Where(point => double.IsFinite(point.Value) && (!log || point.Value > 0)).ToArray();
            if (points.Length == 0)
                continue;
            figure.Line(points.Select(point => point.Step), points.Select(point => point.Value), name(curve));
            drawn = true;
        }

        return drawn ? figure : null;
    }

    static Figure MeanCosines(XRay xray, int[] tasks)
    {
        var means = new double[tasks.Length, tasks.Length];
        foreach (int i in tasks)
            foreach (int j in tasks)
                means[i, j] = xray.Frames.Select(frame => frame.Cosine(i, j)).Where(double.IsFinite).DefaultIfEmpty(0).Average();
        return new Figure("Cosines between gradients, mean").Heatmap(means, xray.Names, xray.Names);
    }
}
