using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class RandomLossWeightingTests
{
    private const int Draws = 3000;

    [Theory]
    [InlineData(RandomWeightLaw.Normal, 1)]
    [InlineData(RandomWeightLaw.Dirichlet, 1)]
    [InlineData(RandomWeightLaw.Normal, 3)]
    [InlineData(RandomWeightLaw.Dirichlet, 3)]
    public void Weights_are_new_at_every_step_positive_and_of_the_sum_asked_for(RandomWeightLaw law, double total)
    {
        var weights = Weights(new RandomLossWeighting(3, 1, law, total), 50);
        Assert.All(weights, step => Assert.Equal(total, step.Sum(), 12));
        Assert.All(weights, step => Assert.True(step.All(weight => weight > 0)));
        Assert.Equal(50, weights.Select(step => step[0]).Distinct().Count());
    }

    [Theory]
    [InlineData(RandomWeightLaw.Normal)]
    [InlineData(RandomWeightLaw.Dirichlet)]
    public void No_task_is_preferred(RandomWeightLaw law)
    {
        var weights = Weights(new RandomLossWeighting(3, 2, law), Draws);
        for (int task = 0; task < 3; task++)
        {
            double mean = weights.Average(step => step[task]), spread = Math.Sqrt(weights.Average(step => Math.Pow(step[task] - mean, 2)));
            Assert.InRange(Math.Abs(mean - 1.0 / 3), 0, 4 * spread / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public void The_law_of_Dirichlet_is_uniform_on_the_simplex()
    {
        // For T = 3 the chance of w_i > x is (1 - x)^2; the standard error of a share is at most 1 / (2 sqrt(n)).
        var weights = Weights(new RandomLossWeighting(3, 3, RandomWeightLaw.Dirichlet), Draws);
        foreach (double x in new[] { 0.1, 0.3, 0.5, 0.8 })
            Assert.InRange(weights.Count(step => step[1] > x) / (double)Draws - (1 - x) * (1 - x), -2 / Math.Sqrt(Draws), 2 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Logits_of_the_normal_law_are_standard_normal()
    {
        // log w_0 - log w_1 is the difference of two of them: variance 2, of which the estimate has a standard error of 2 sqrt(2 / n).
        var differences = Weights(new RandomLossWeighting(2, 4), Draws).Select(step => Math.Log(step[0] / step[1])).ToArray();
        Assert.InRange(differences.Average(x => x * x), 2 - 8 * Math.Sqrt(2.0 / Draws), 2 + 8 * Math.Sqrt(2.0 / Draws));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-1234567890123456789)]
    [InlineData(long.MaxValue)]
    public void The_seed_is_part_of_the_state(long seed)
    {
        var (saved, loaded) = (new RandomLossWeighting(3, seed), new RandomLossWeighting(3, seed: 7));
        Weights(saved, 2);
        loaded.load_state_dict(saved.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone()));
        Assert.Equal(Weights(saved, 3), Weights(loaded, 3));
        Assert.NotEqual(Weights(new RandomLossWeighting(3, seed), 1), Weights(new RandomLossWeighting(3, seed + (seed < 0 ? 1 : -1)), 1));
    }

    private static double[][] Weights(RandomLossWeighting balancer, int steps)
    {
        var model = new AffineModel(balancer.TaskCount);
        var losses = model.Losses(new double[balancer.TaskCount], new double[balancer.TaskCount]);
        return
        [
            .. Enumerable.Range(0, steps).Select(_ =>
            {
                balancer.Backward(losses, model);
                return balancer.Weights;
            }),
        ];
    }
}
