using System.Globalization;

namespace Marginalia.Diagnostics;

/// <summary>An x-ray in words.</summary>
internal static class XRaySummary
{
    public static string Of(XRay xray)
    {
        var frames = xray.Frames;
        if (frames.Count == 0)
            return $"{xray.Balancer.GetName()}: nothing seen yet; train with this x-ray as the balancer.";
        var sentences = new List<string>();
        if (xray.TaskCount > 1)
            sentences.Add(Conflict(xray));
        sentences.Add(Norms(xray));
        sentences.Add(Action(xray));
        if (xray.TaskCount > 1)
            sentences.Add(Stationarity(frames));
        if (xray.TimeShares is { Losses: >= 0 } shares)
            sentences.Add($"Of a step's time {Percent(shares.Losses)} goes into the losses, {Percent(shares.Gradient)} into gradients and balancing, {Percent(shares.Update)} into the update.");
        return string.Join(" ", sentences);
    }

    static string Conflict(XRay xray)
    {
        var pairs = (from i in Enumerable.Range(0, xray.TaskCount)
                     from j in Enumerable.Range(i + 1, xray.TaskCount - i - 1)
                     let cosines = xray.Frames.Select(frame => frame.Cosine(i, j)).Where(double.IsFinite).ToArray()
                     where cosines.Length > 0
                     select (Names: $"{xray.Names[i]} and {xray.Names[j]}", Mean: cosines.Average(), Share: cosines.Average(cosine => cosine < 0 ? 1.0 : 0.0))).ToArray();
        if (pairs.Length == 0)
            return "No two tasks have a gradient at the same step.";
        var (names, mean, share) = pairs.MinBy(pair => pair.Mean);
        return share == 0 && pairs.All(pair => pair.Share == 0)
            ? $"Over {Seen(xray)} no two gradients point against each other (the least alike are {names}, cosine {Number(mean)} in the mean)."
            : $"Over {Seen(xray)} the gradients of {names} agree least: their cosine is {Number(mean)} in the mean and below 0 at {Percent(share)} of the steps.";
    }

    static string Norms(XRay xray)
    {
        var means = Enumerable.Range(0, xray.TaskCount).Select(task => xray.Frames.Average(frame => frame.Norms[task])).ToArray();
        var (large, small) = (Array.IndexOf(means, means.Max()), Array.IndexOf(means, means.Min()));
        if (xray.TaskCount == 1)
            return $"Over {Seen(xray)} the gradient has norm {Number(means[0])} in the mean.";
        return means[small] == 0
            ? $"The gradient of {xray.Names[small]} is 0 throughout."
            : $"The gradient of {xray.Names[large]} is {Number(means[large] / means[small])} times as long as that of {xray.Names[small]}.";
    }

    static string Action(XRay xray)
    {
        var known = xray.Frames.Where(frame => double.IsFinite(frame.CosineToSum)).ToArray();
        if (known.Length == 0)
            return $"{xray.Balancer.GetName()} made no step at all.";
        double share = known.Average(frame => frame.Acted ? 1.0 : 0.0);
        var against = Enumerable.Range(0, xray.TaskCount)
            .Select(task => (Task: task, Share: known.Average(frame => frame.Projections[task] < 0 ? 1.0 : 0.0))).MaxBy(task => task.Share);
        string harmed = against.Share == 0 ? "no step works against a task" : $"{Percent(against.Share)} of the steps work against {xray.Names[against.Task]}";
        return share == 0
            ? $"{xray.Balancer.GetName()} leaves the direction of the plain sum as it is; {harmed}."
            : $"{xray.Balancer.GetName()} turns the direction away from the plain sum at {Percent(share)} of the steps, to a cosine of {Cosine(known.Average(frame => frame.CosineToSum))} in the mean; {harmed}.";
    }

    static string Stationarity(IReadOnlyList<XRayFrame> frames)
    {
        var (first, last) = (frames[0].Stationarity, frames[^1].Stationarity);
        return $"At the end {(last < 0.05 ? "hardly any direction lowers" : "there are directions that lower")} all losses: the shortest convex combination of the gradients' "
            + $"unit vectors has length {Number(last)}, at the start {Number(first)} (1: all the same way, 0: Pareto stationary).";
    }

    static string Seen(XRay xray) => xray.Frames.Count == 1 ? "1 step" : $"{xray.Frames.Count} steps looked at";

    static string Percent(double share) => share is > 0 and < 0.01 ? "under 1 %" : share.ToString("0 %", CultureInfo.InvariantCulture);

    static string Cosine(double value) => value is > 0.995 and < 1 ? "over 0.99" : Number(value);

    static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);
}
