using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;
using static Marginalia.Tests.Balancers.GramianMethods;

namespace Marginalia.Tests.Balancers;

/// <summary>What must hold for every matrix of a kind, whatever its numbers are.</summary>
public class GramianPropertyTests
{
    public static TheoryData<JacobianKind> Kinds => [.. Enum.GetValues<JacobianKind>()];

    public static TheoryData<string> Methods => [.. Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mgda_gains_at_least_its_squared_length_for_every_task(JacobianKind kind) => JacobianSample.Check(kind, sample =>
    {
        var w = Weights("MGDA", sample.Rows);
        var d = Combine(w, sample.Rows);
        double size = w.Zip(sample.Rows, (weight, row) => weight * Norm(row)).Sum();
        Assert.True(w.Min() >= 0);
        Assert.Equal(1, w.Sum(), 12);
        foreach (var row in sample.Rows)
            Assert.True(Gram.Dot(row, d) >= Gram.Dot(d, d) - 1e-11 * size * (size + Norm(row)));
        if (kind is JacobianKind.StronglyStationary or JacobianKind.WeaklyStationary)
            Assert.True(Norm(d) <= 1e-7 * sample.Size);
    }, minTasks: 2);

    [Fact]
    public void Imtl_projections_on_unit_gradients_are_equal() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        var w = Weights("IMTL-G", sample.Rows);
        var d = Combine(w, sample.Rows);
        double size = w.Zip(sample.Rows, (weight, row) => Math.Abs(weight) * Norm(row)).Sum();
        double[] projections = [.. sample.Rows.Select(row => Gram.Dot(row, d) / Norm(row))];
        Assert.True(projections.Max() - projections.Min() <= 1e-7 * size);
        Assert.Equal(1, w.Sum(), 1e-9 * w.Sum(Math.Abs));
    });

    [Fact]
    public void Nash_has_squared_length_T_and_every_task_gains_the_inverse_of_its_weight() => JacobianSample.Check(JacobianKind.Improvable, sample =>
    {
        var w = Weights("Nash-MTL", sample.Rows);
        var d = Combine(w, sample.Rows);
        Assert.True(w.Min() > 0);
        Assert.Equal(sample.Tasks, Gram.Dot(d, d), 1e-9 * sample.Tasks);
        Assert.All(Gains(sample.Rows, d).Zip(w), pair => Assert.Equal(1, pair.First * pair.Second, 8));
    });

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(5)]
    public void FairGrad_gains_are_the_given_power_of_the_weights(double alpha) => JacobianSample.Check(JacobianKind.Improvable, sample =>
    {
        var w = FairGrad.WeightsOf(Gram.Of(sample.Rows), alpha);
        var gains = Gains(sample.Rows, Combine(w, sample.Rows));
        Assert.All(gains.Zip(w), pair => Assert.Equal(1, pair.First * Math.Pow(pair.Second, 1 / alpha), 6));
    });

    [Fact]
    public void Nash_refuses_gradients_that_cancel() => JacobianSample.Check(
        JacobianKind.StronglyStationary,
        sample => Assert.Throws<SolverException>(() => Weights("Nash-MTL", sample.Rows)),
        minTasks: 2);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Projections_on_the_dual_cone_harm_no_task(JacobianKind kind) => JacobianSample.Check(kind, sample =>
    {
        foreach (string method in new[] { "UPGrad", "DualProj" })
        {
            var w = Weights(method, sample.Rows);
            double size = w.Zip(sample.Rows, (weight, row) => weight * Norm(row)).Sum();
            var gains = Gains(sample.Rows, Combine(w, sample.Rows));
            Assert.All(gains.Zip(sample.Rows), pair => Assert.True(pair.First >= -1e-8 * size * Norm(pair.Second), $"{method}: {pair.First}"));
            Assert.True(w.Min() >= 1.0 / sample.Tasks * (1 - 1e-12));
        }
    }, minTasks: 2);

    [Fact]
    public void Without_conflict_projections_are_the_mean_and_surgery_the_sum() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        double[][] rows = [.. sample.Rows.Select(row => row.Select(Math.Abs).ToArray())];
        foreach (string method in new[] { "UPGrad", "DualProj" })
            Assert.All(Weights(method, rows), w => Assert.Equal(1.0 / sample.Tasks, w, 12));
        Assert.All(Weights("PCGrad", rows), w => Assert.Equal(1, w));
        Assert.All(Weights("GradVac", rows), w => Assert.Equal(1, w, 12));
    });

    [Fact]
    public void ConFig_has_the_same_cosine_to_all_gradients_and_the_length_of_their_projections() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        var d = Direction("ConFIG", sample.Rows);
        var unit = Unit(d);
        double[] cosines = [.. sample.Rows.Select(row => Gram.Dot(row, unit) / Norm(row))];
        Assert.True(cosines.Max() - cosines.Min() <= 1e-7);
        Assert.True(cosines.Min() > 0);
        Assert.Equal(Gains(sample.Rows, unit).Sum() / sample.Size, Norm(d) / sample.Size, 8);
    });

    [Fact]
    public void CaGrad_is_on_its_ball_and_no_direction_there_is_better_for_the_worst_task() => JacobianSample.Check(JacobianKind.Improvable, sample =>
    {
        const double c = 0.5;
        var w = CaGrad.WeightsOf(Gram.Of(sample.Rows), c, CaGradRescaling.None);
        double[] ones = [.. w.Select(_ => 1.0 / sample.Tasks)];
        double[] mean = Combine(ones, sample.Rows), d = Combine(w, sample.Rows), added = [.. w.Zip(ones, (all, part) => all - part)];
        double radius = c * Norm(mean);
        Assert.Equal(1, Norm([.. d.Zip(mean, (x, y) => x - y)]) / radius, 9);

        // Weak duality: for any w on the simplex <g_w, g_0> + radius |g_w| bounds the worst gain in the ball from above.
        double sum = added.Sum();
        double[] simplex = [.. added.Select(weight => weight / sum)], shortest = Combine(simplex, sample.Rows);
        double bound = Gram.Dot(shortest, mean) + radius * Norm(shortest);
        Assert.True(simplex.Min() >= -1e-12);
        Assert.True(Gains(sample.Rows, d).Min() >= bound - 1e-9 * Norm(mean) * sample.Size);
    });

    [Fact]
    public void Aligned_rows_have_the_smallest_singular_value_in_every_direction() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        // B J has orthogonal rows of length s = sigma_min(J), so that the sum of its rows has squared length T s^2.
        var d = Direction("Aligned-MTL", sample.Rows);
        var values = new SymmetricEigen(Gram.Of(sample.Rows)).Values;
        if (values[^1] > sample.Tasks * 1.2e-7 * values[0])
            Assert.Equal(sample.Tasks, Gram.Dot(d, d) / values[^1], 6);
    });

    [Theory]
    [MemberData(nameof(Methods))]
    public void Tasks_in_another_order_get_the_same_direction(string method) => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        if (IsOrdered(method) && sample.Tasks > 2)
            return;
        double[][] turned = [.. sample.Rows.Skip(1), sample.Rows[0]];
        Numbers.AssertClose(Direction(method, sample.Rows), Direction(method, turned), Tolerance(method, sample), method);
    }, maxTasks: 5);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Ten_to_any_power_times_the_gradients_scales_the_weights_by_the_method_s_own_law(string method) => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        var original = new JacobianSample(sample.Kind, sample.Tasks, sample.Parameters, sample.Rank, 0, sample.Seed);
        double factor = Math.Pow(10, sample.Exponent);
        double power = method switch // w(c J) = c^power w(J)
        {
            "Nash-MTL" or "FairGrad 1" => -1,
            "FairGrad 2" => -2 / 1.5,
            "FairGrad .5" => -2 / 3.0,
            _ => 0,
        };
        double[] scaled = [.. Weights(method, original.Rows).Select(w => w * Math.Pow(factor, power))];
        double[] direction = Combine(scaled, sample.Rows);
        Numbers.AssertClose(direction, Direction(method, sample.Rows), 1e-6 * direction.Max(Math.Abs), method);
    }, maxTasks: 5);

    [Fact]
    public void Nash_does_not_care_how_long_a_gradient_is() => JacobianSample.Check(JacobianKind.Improvable, sample =>
    {
        double[][] longer = [.. sample.Rows.Select((row, i) => row.Select(x => x * Math.Pow(10, i - 2)).ToArray())];
        Numbers.AssertClose(Direction("Nash-MTL", sample.Rows), Direction("Nash-MTL", longer), 1e-7 * Math.Sqrt(sample.Tasks));
    }, maxTasks: 5);

    [Fact]
    public void Of_two_gradients_in_conflict_each_is_made_orthogonal_to_the_other() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        var (first, second) = (sample.Rows[0], sample.Rows[1]);
        double product = Gram.Dot(first, second);
        double[] w = PcGrad.WeightsOf(Gram.Of([first, second]), [[1], []]); // only the first is projected
        var projected = Combine([w[0], w[1] - 1], [first, second]);
        double size = Norm(first) * Norm(second);
        Assert.Equal(Math.Max(product, 0) / size, Gram.Dot(projected, second) / size, 12);
    }, minTasks: 2);

    [Fact]
    public void A_pulled_gradient_has_its_target_cosine() => JacobianSample.Check(JacobianKind.FullRank, sample =>
    {
        const double target = 0.5;
        var (first, second) = (sample.Rows[0], sample.Rows[1]);
        double cosine = Gram.Dot(first, second) / Norm(first) / Norm(second);
        var (w, next) = GradVac.WeightsOf(Gram.Of([first, second]), [[1], []], new double[,] { { 0, target }, { 0, 0 } }, 0.1);
        var pulled = Combine([w[0], w[1] - 1], [first, second]);
        Assert.Equal(Math.Max(cosine, target), Gram.Dot(pulled, second) / Norm(pulled) / Norm(second), 7);
        Assert.Equal(0.9 * target + 0.1 * cosine, next[0, 1], 12);
    }, minTasks: 2);

    [Theory]
    [InlineData(JacobianKind.FullRank)]
    [InlineData(JacobianKind.Improvable)]
    public void Forty_tasks_work(JacobianKind kind)
    {
        foreach (int columns in new[] { 7, 39, 41, 200 })
        {
            var sample = new JacobianSample(kind, 40, columns, Math.Min(columns, 40), 0, columns);
            foreach (string method in Names)
            {
                // With fewer columns than tasks, normal rows surround 0.
                bool mayBeStationary = kind == JacobianKind.FullRank && columns < 100 && (method.StartsWith("Nash") || method.StartsWith("FairGrad"));
                if (!mayBeStationary)
                    Assert.All(Direction(method, sample.Rows), x => Assert.True(double.IsFinite(x)));
            }
        }
    }

    private static double Tolerance(string method, JacobianSample sample) => 1e-6 * Direction(method, sample.Rows).Max(Math.Abs);
}
