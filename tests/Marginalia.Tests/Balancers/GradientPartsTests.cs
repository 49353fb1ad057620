using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary>Gradients that are computed part by part, so that J is never held.</summary>
public class GradientPartsTests
{
    public static TheoryData<string> Gramian => [.. Aggregations.Gramian];

    [Theory]
    [MemberData(nameof(Gramian))]
    public void Parts_give_the_same_weights_and_gradients(string name)
    {
        foreach (string kind in new[] { "as it is", "no branch" })
        {
            var (whole, _) = Stepped(name, parts: 1, kind);
            foreach (int parts in new[] { 2, 100 })
            {
                var (other, _) = Stepped(name, parts, kind);
                double[] expected = [.. whole.Weights, .. whole.Gradient], actual = [.. other.Weights, .. other.Gradient];
                Numbers.AssertClose(expected, actual, 1e-9 * expected.Max(Math.Abs), $"{kind}, {parts} parts");
            }
        }
    }

    [Theory]
    [InlineData("as it is")]
    [InlineData("no branch")]
    public void Fewer_gradients_are_held(string kind)
    {
        // 8 layers 8-16-16-...-16 have 2048 numbers in 16 parameters; the rows of 3 tasks are held.
        long Held(int parts) => Stepped("Mgda", parts, kind, depth: 8).Model.PeakNumbers;

        const int bookkeeping = 9 + 68; // G and, without a branch, the gradients of the last head
        long whole = Held(1);
        Assert.InRange(whole - Held(4), 3 * (2048 - 672) - bookkeeping, 3 * (2048 - 672)); // the first part ends in the third layer
        Assert.InRange(whole - Held(16), 3 * (2048 - 272) - bookkeeping, 3 * (2048 - 272)); // a layer at most
    }

    [Fact]
    public void A_part_costs_passes_as_far_as_its_parameters()
    {
        // Only the part with the first layer goes through what follows it, for each of the 3 tasks; the direction does once more.
        var model = Stepped("Mgda", parts: 2, "as it is").Model;
        Assert.Equal(3 + 1, model.TrunkPasses);
    }

    [Fact]
    public void Errors_are_the_same()
    {
        var problem = new SmallProblem();
        var balancer = Aggregations.Create("Mgda", parts: 3);
        var (losses, predictions) = problem.Evaluate(0);
        losses[1] = losses[1] + (predictions[1] - predictions[1]).sum().pow(2).sqrt();
        Assert.Equal(1, Assert.Throws<NonFiniteGradientException>(() => balancer.Backward(losses, problem.Model)).Task);

        var root = new SmallProblem(twin: original => new TwinNetwork(original, "root"));
        Assert.Equal(0, Assert.Throws<NonFiniteGradientException>(() => root.Step(balancer)).Task);

        losses = problem.Losses(0);
        losses[2] = problem.Model.TaskParameters(2)[0].sum().pow(2);
        Assert.Contains("task 2 does not depend", Assert.Throws<ArgumentException>(() => balancer.Backward(losses, problem.Model)).Message);
        Assert.All(problem.Model.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Equal(0, balancer.Steps);
        Assert.Throws<ArgumentOutOfRangeException>(() => Aggregations.Create("Mgda", parts: 0));
    }

    // A few steps, and the weights and the gradient of the last.
    private static ((double[] Weights, double[] Gradient) Result, TwinNetwork Model) Stepped(string name, int parts, string kind, int depth = 3)
    {
        var problem = new SmallProblem(depth: depth, twin: original => new TwinNetwork(original, kind));
        var (balancer, model) = (Aggregations.Create(name, parts: parts), (TwinNetwork)problem.Model);
        problem.Step(balancer);
        problem.Step(balancer);
        (model.TrunkPasses, model.PeakNumbers) = (0, 0);
        double[] gradient = [];
        problem.Step(balancer, () => gradient = Numbers.ToArray(model.parameters().Select(parameter => parameter.grad!)));
        return ((balancer.Weights, gradient), model);
    }
}
