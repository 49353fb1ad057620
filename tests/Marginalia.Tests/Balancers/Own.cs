using Marginalia.Architectures;
using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>
/// The gradients of every loss on its own, by one backward pass each: at the shared parameters, at the heads with the factor that the
/// balancer's contract names, and at the balancer's scope.
/// </summary>
internal sealed record Own(Tensor[] Tensors, double[] Losses, double[][] Shared, double[][] Heads, double[][] Compared, Func<Tensor, double[]> ThroughTrunk)
{
    public static Own Of(SmallProblem problem, long step, GradientAggregation balancer)
    {
        var (model, losses) = (problem.Model, problem.Losses(step));
        Tensor[] shared = Trainable(model.SharedParameters);
        var values = Numbers.ToArray(losses);
        double[] factors = balancer switch
        {
            DbMtl => [.. values.Select(value => 1 / value)],
            Imtl imtl => [.. imtl.Scales.Select(Math.Exp)],
            _ => [.. values.Select(_ => 1.0)],
        };
        return new(
            losses,
            values,
            Rows(losses, shared),
            [.. losses.Select((loss, task) => Rows([loss * factors[task]], Trainable(model.TaskParameters(task)))[0])],
            Rows(losses, Places(model, balancer.Scope)),
            direction =>
            {
                problem.Losses(step); // the graph of the first call may be gone
                var trunk = model.Representation!.Trunk;
                return Numbers.ToArray(autograd.grad([trunk], shared, [direction.reshape(trunk.shape)], retain_graph: true));
            });
    }

    public static Tensor[] Places(MultiTaskModule model, GradientScope scope) => scope switch
    {
        GradientScope.SharedParameters => Trainable(model.SharedParameters),
        GradientScope.LastSharedLayer => Trainable(model.LastSharedLayer),
        _ => [model.Representation!.Trunk],
    };

    public static double[][] Rows(Tensor[] losses, Tensor[] places) =>
        [.. losses.Select(loss => Numbers.ToArray(autograd.grad([loss], places, retain_graph: true)))];

    private static Tensor[] Trainable(IEnumerable<Tensor> parameters) => [.. parameters.Where(parameter => parameter.requires_grad)];
}
