using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class ObjectiveTests
{
    [Fact]
    public void Mean_squared_error_averages_over_batch_and_outputs()
    {
        var objective = Objective.MeanSquaredError("task3");
        Assert.Equal(("task3", "task3"), (objective.Task, objective.Target));
        var loss = objective.Loss(tensor(new float[] { 1, 2, 3, 4 }, 2, 2), tensor(new float[] { 1, 0, 3, 8 }, 2, 2));
        Assert.Equal((4 + 16) / 4.0, loss.ToDouble());
    }
}
