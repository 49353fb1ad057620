namespace Marginalia.Balancers;

/// <summary>Logarithms of losses, for methods that are defined by them.</summary>
internal static class Logarithms
{
    /// <summary>log L_i [T].</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double[] Of(string method, double[] losses)
    {
        for (int task = 0; task < losses.Length; task++)
            if (!(losses[task] > 0))
                throw new ArgumentException(
                    $"{method}: the loss of task {task} is {losses[task]}, which has no logarithm; add a constant that keeps this loss above 0, "
                    + "or choose a method without logarithms.");
        return [.. losses.Select(loss => Math.Log(loss))];
    }
}
