using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class AffinityPropagationTests
{
    [Fact]
    public void Three_pixels_have_the_affinities_worked_by_hand()
    {
        var pixels = tensor(new double[] { 1, 0, 0, 1, 1, 1 }).reshape(1, 3, 2);
        Numbers.AssertClose(
            [.422319, .155362, .422319, .155362, .422319, .422319, .211942, .211942, .576117], Numbers.ToArray(AffinityPropagation.Affinity(pixels)), 5e-7);
    }

    [Fact]
    public void Combined_rows_sum_to_1_and_constant_features_stay()
    {
        using var module = Module(out var affinities, steps: 4);
        Numbers.AssertClose([.. Enumerable.Repeat(1.0, 12)], Numbers.ToArray(module.Combine(affinities).sum([-1L])), 1e-14);
        var constant = tensor(new double[] { 3, -2 }).expand(2, 6, 2);
        Numbers.AssertClose(Numbers.ToArray(constant), Numbers.ToArray(module.call([constant, .. affinities])), 1e-14);
    }

    [Fact]
    public void At_first_all_tasks_count_alike_and_the_start_stays_by_a_twentieth()
    {
        using var module = new AffinityPropagation(3, 1, 0.05, ScalarType.Float64);
        Numbers.AssertClose([1 / 3.0, 1 / 3.0, 1 / 3.0], Numbers.ToArray(module.Weights), 1e-15);
        Numbers.AssertClose([0.05], Numbers.ToArray(module.Rate), 1e-15);
    }

    [Fact]
    public void Features_spread_step_by_step()
    {
        using var module = Module(out var affinities, steps: 2);
        var start = randn([2, 6, 2], ScalarType.Float64);
        var (m, rate) = (0.3 * affinities[0] + 0.7 * affinities[1], 0.25);
        var once = (1 - rate) * m.matmul(start) + rate * start;
        Numbers.AssertClose(Numbers.ToArray((1 - rate) * m.matmul(once) + rate * start), Numbers.ToArray(module.call([start, .. affinities])), 1e-14);
    }

    /// <summary>Weights 0.3 and 0.7, rate 0.25, two affinities of 2 images of 6 pixels.</summary>
    private static AffinityPropagation Module(out Tensor[] affinities, int steps)
    {
        var module = new AffinityPropagation(2, steps, 0.25, ScalarType.Float64);
        using (no_grad())
            module.get_parameter("combination")!.copy_(tensor(new[] { Math.Log(0.3), Math.Log(0.7) }));
        affinities = [.. Enumerable.Range(0, 2).Select(_ => AffinityPropagation.Affinity(randn([2, 6, 3], ScalarType.Float64)))];
        return module;
    }
}
