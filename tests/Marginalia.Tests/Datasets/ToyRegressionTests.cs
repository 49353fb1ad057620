using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

[Collection(nameof(Alone))]
public class ToyRegressionTests
{
    private static readonly ToyRegressionDesign Small = ToyRegressionDesign.Variances with { Inputs = 50, Outputs = 20 };

    [Fact]
    public void Names_shapes_and_types()
    {
        using var data = new ToyRegression([1, 100], Split.Train, 30);
        using var batch = data.Get([3, 29]);
        Assert.Equal(["input", "task0", "task1"], data.Names);
        Assert.Equal(30, data.Count);
        Assert.Equal([2, 250], batch["input"].shape);
        Assert.Equal([2, 100], batch["task1"].shape);
        Assert.Equal(ScalarType.Float32, batch["task1"].dtype);
    }

    [Fact]
    public void Inputs_are_of_the_standard_normal_law()
    {
        using var data = new ToyRegression([1], Split.Train, 2000, design: Small);
        using var batch = data.Get(All(data));
        Assert.InRange(batch["input"].mean().ToDouble(), -0.01, 0.01);
        Assert.InRange(Deviation(batch["input"]), 0.99, 1.01);
    }

    [Fact]
    public void Targets_have_the_spread_of_their_scale()
    {
        // tanh of N(0, 1) has standard deviation 0.6279; arguments have variance 1 on average over the matrices.
        using var data = new ToyRegression([1, 100], Split.Train, 2000);
        using var batch = data.Get(All(data));
        Assert.InRange(Deviation(batch["task0"]), 0.615, 0.640);
        Assert.InRange(Deviation(batch["task1"]), 61.5, 64.0);
    }

    [Fact]
    public void Tasks_are_as_alike_as_the_design_says()
    {
        // Small arguments keep tanh linear, so that targets correlate like arguments: shared / (shared + task).
        foreach (var (design, expected) in new[] { (ToyRegressionDesign.Variances, 10 / 13.5), (ToyRegressionDesign.StandardDeviations, 100 / 112.25) })
        {
            using var data = new ToyRegression([1, 1], Split.Train, 500, design: design with { ArgumentScale = 0.01 * design.EffectiveArgumentScale });
            using var batch = data.Get(All(data));
            var (a, b) = (batch["task0"], batch["task1"]);
            double correlation = a.mul(b).mean().ToDouble() / (Deviation(a) * Deviation(b));
            Assert.InRange(correlation, expected - 0.02, expected + 0.02);
        }
    }

    [Fact]
    public void The_problem_as_written_saturates()
    {
        using var data = new ToyRegression([1], Split.Train, 100, design: ToyRegressionDesign.Variances with { ArgumentScale = 1 });
        using var batch = data.Get(All(data));
        Assert.True(batch["task0"].abs().mean().ToDouble() > 0.97);
    }

    [Fact]
    public void An_example_does_not_depend_on_the_number_of_examples_or_tasks_or_on_its_batch()
    {
        using var few = new ToyRegression([1, 2], Split.Train, 3, design: Small);
        using var many = new ToyRegression([1, 2, 3], Split.Train, 700, design: Small);
        foreach (string name in few.Names)
        {
            var expected = Row(few, name, 2);
            Assert.Equal(expected, Row(many, name, 2));
            using var batch = many.Get([699, 5, 2]);
            Assert.Equal(expected, Numbers.ToArray(batch[name].narrow(0, 2, 1)));
        }
    }

    [Fact]
    public void Seed_split_and_index_all_matter_and_the_default_generator_does_not()
    {
        double[] Input(long seed, Split split, long index)
        {
            using var data = new ToyRegression([1], split, 2, seed, Small);
            return Row(data, "input", index);
        }

        manual_seed(1);
        var example = Input(7, Split.Train, 0);
        manual_seed(2);
        Assert.Equal(example, Input(7, Split.Train, 0));
        Assert.NotEqual(example, Input(8, Split.Train, 0));
        Assert.NotEqual(example, Input(7, Split.Test, 0));
        Assert.NotEqual(example, Input(7, Split.Train, 1));
    }

    [Fact]
    public void Train_and_test_share_the_functions()
    {
        // At small arguments f is linear in two inputs, so that two training examples determine it; the test example must agree.
        var design = new ToyRegressionDesign(10, 3.5, Inputs: 2, Outputs: 1, ArgumentScale: 0.001);
        using var train = new ToyRegression([1], Split.Train, 2, design: design);
        using var test = new ToyRegression([1], Split.Test, 1, design: design);
        using var two = train.Get([0, 1]);
        using var one = test.Get([0]);
        var (x, y) = (Numbers.ToArray(two["input"]), Numbers.ToArray(two["task0"]));
        double determinant = x[0] * x[3] - x[1] * x[2];
        double[] row = [(y[0] * x[3] - y[1] * x[1]) / determinant, (x[0] * y[1] - x[2] * y[0]) / determinant];
        var u = Numbers.ToArray(one["input"]);
        double expected = row[0] * u[0] + row[1] * u[1];
        Assert.Equal(1, Numbers.ToArray(one["task0"])[0] / expected, 2);
    }

    [Fact]
    public void Scales_multiply()
    {
        using var one = new ToyRegression([1], Split.Train, 2, design: Small);
        using var hundred = new ToyRegression([100], Split.Train, 2, design: Small);
        Numbers.AssertClose(Row(hundred, "task0", 1), [.. Row(one, "task0", 1).Select(y => 100 * y)], 1e-4);
    }

    [Fact]
    public void Wrong_names_and_indices_are_explained()
    {
        using var data = new ToyRegression([1], Split.Train, 2, design: Small);
        using var batch = data.Get([0]);
        Assert.Contains("there are input, task0", Assert.Throws<KeyNotFoundException>(() => batch["depth"]).Message);
        Assert.Contains("outside 0 .. 1", Assert.Throws<ArgumentOutOfRangeException>(() => data.Get([2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ToyRegression([], Split.Train, 2));
    }

    private static long[] All(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(i => (long)i)];

    private static double[] Row(Dataset data, string name, long index)
    {
        using var batch = data.Get([index]);
        return Numbers.ToArray(batch[name]);
    }

    private static double Deviation(Tensor values) => Math.Sqrt(values.mul(values).mean().ToDouble());
}
