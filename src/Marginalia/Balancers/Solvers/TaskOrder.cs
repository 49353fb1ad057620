using Marginalia.Datasets;

namespace Marginalia.Balancers.Solvers;

/// <summary>The order in which each task meets the others, for methods whose result depends on it.</summary>
internal static class TaskOrder
{
    /// <summary>One order of all tasks per task, a pure function of the seed and the step.</summary>
    public static int[][] Draw(int tasks, long seed, long step) =>
        [.. Enumerable.Range(0, tasks).Select(task => new SeededRandom(seed, step, task).NextPermutation(tasks).Select(other => (int)other).ToArray())];

    /// <summary>Refuses orders that are not one list of task numbers per task.</summary>
    public static void Require(IReadOnlyList<int[]> order, int tasks, string method)
    {
        if (order.Count != tasks || order.Any(list => list.Any(other => other < 0 || other >= tasks)))
            throw new ArgumentException($"{method}: expected {tasks} lists of task numbers from 0 to {tasks - 1} as the order.", nameof(order));
    }
}
