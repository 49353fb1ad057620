using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class AttributesTests
{
    [Fact]
    public void Names_shapes_and_types()
    {
        using var data = new Attributes(AttributesDesign.FourByEight, Split.Train, 300);
        using var batch = data.Get([0, 299]);
        Assert.Equal(["input", "attribute0", "attribute1", "attribute2", "attribute3"], data.Names);
        Assert.Equal([2, 60], batch["input"].shape);
        Assert.Equal((ScalarType.Float32, ScalarType.Int64), (batch["input"].dtype, batch["attribute3"].dtype));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Numbers.ToArray(data["attribute0"]).Distinct().Order());
    }

    [Fact]
    public void Inputs_are_of_the_standard_normal_law()
    {
        using var data = new Attributes(AttributesDesign.FourByEight, Split.Test, 2000);
        Assert.InRange(data["input"].mean().ToDouble(), -0.01, 0.01);
        Assert.InRange(data["input"].mul(data["input"]).mean().ToDouble(), 0.98, 1.02);
    }

    [Fact]
    public void An_example_does_not_depend_on_the_number_of_examples_or_attributes()
    {
        using var few = new Attributes(AttributesDesign.Binary(2), Split.Train, 3);
        using var many = new Attributes(AttributesDesign.Binary(5), Split.Train, 40);
        Assert.Equal(Numbers.ToArray(few["input"]), Numbers.ToArray(many["input"].narrow(0, 0, 3)));
        using var other = new Attributes(AttributesDesign.Binary(2), Split.Train, 3, seed: 8);
        using var test = new Attributes(AttributesDesign.Binary(2), Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["input"]), Numbers.ToArray(other["input"]));
        Assert.NotEqual(Numbers.ToArray(few["input"]), Numbers.ToArray(test["input"]));
        Assert.Equal(Numbers.ToArray(few["attribute1"]), Numbers.ToArray(many["attribute1"].narrow(0, 0, 3)));
    }

    [Fact]
    public void Attributes_have_as_much_in_common_as_the_design_says()
    {
        double Agreement(double relatedness)
        {
            using var data = new Attributes(AttributesDesign.Binary(2) with { Relatedness = relatedness, Noise = 0, Imbalance = 0 }, Split.Train, 2000);
            return data["attribute0"].eq(data["attribute1"]).to(ScalarType.Float64).mean().ToDouble();
        }

        Assert.Equal(1, Agreement(1));
        Assert.InRange(Agreement(0), 0.2, 0.8);
        Assert.InRange(Agreement(0.9), 0.7, 0.95);
    }

    [Fact]
    public void Forty_binary_attributes_differ_in_how_common_they_are()
    {
        using var data = new Attributes(AttributesDesign.Binary(40), Split.Train, 1000);
        double[] rates = [.. Enumerable.Range(0, 40).Select(i => data[$"attribute{i}"].to(ScalarType.Float64).mean().ToDouble())];
        Assert.All(rates, rate => Assert.InRange(rate, 0.01, 0.99));
        Assert.True(rates.Min() < 0.25 && rates.Max() > 0.75 && rates.Count(rate => rate is > 0.4 and < 0.6) > 4);
    }

    [Fact]
    public void A_small_network_learns_the_eight_classes_in_part() =>
        Assert.InRange(AccuracyOf(AttributesDesign.FourByEight, 8, Objective.CrossEntropy), 0.4, 0.6);

    [Fact]
    public void A_small_network_learns_the_binary_attributes_in_part() =>
        Assert.InRange(AccuracyOf(AttributesDesign.Binary(8), 1, Objective.BinaryCrossEntropy), 0.75, 0.92);

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Attributes(AttributesDesign.FourByEight, Split.Train, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Attributes(new(0, 2), Split.Train, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Attributes(new(1, 1), Split.Train, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Attributes(new(1, 2, Relatedness: 1.1), Split.Train, 1));
    }

    /// <summary>Mean test accuracy of the network and schedule of the comparison of unitary scalarization.</summary>
    private static double AccuracyOf(AttributesDesign design, int outputs, Func<string, Objective> objective)
    {
        using var train = new Attributes(design, Split.Train, 4000);
        using var test = new Attributes(design, Split.Test, 1000);
        using var model = new MultiHeadMlp(design.Inputs, [.. Enumerable.Repeat(outputs, design.Tasks)], width: 64, depth: 2);
        string[] names = [.. train.Names.Skip(1)];
        var loader = new DataLoader(train, 128);
        MultiTaskTraining.Train(
            model, loader, [.. names.Select(objective)], new EqualWeighting(design.Tasks), optim.Adam(model.parameters(), 3e-3),
            new() { Steps = 8 * loader.BatchesPerEpoch }, TestContext.Current.CancellationToken);
        (Metric Metric, string Target)[] metrics = [.. names.Select(name => ((Metric)new Accuracy(), name))];
        Evaluation.Measure(model, test, metrics);
        return metrics.Average(pair => ((Accuracy)pair.Metric).Value);
    }
}
