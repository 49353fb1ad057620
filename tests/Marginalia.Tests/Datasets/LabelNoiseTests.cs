using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class LabelNoiseTests
{
    private const int Classes = 5;

    [Fact]
    public void All_else_stays_and_the_clean_label_is_kept()
    {
        using var clean = new GlyphPairs(Split.Train, 40);
        using var noisy = new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.5, 10, label: "left");
        using var expected = clean.Get([39, 3]);
        using var batch = noisy.Get([39, 3]);
        Assert.Equal(["image", "left", "right", "clean_left"], noisy.Names);
        Assert.Equal(noisy.Names, noisy.Fields.Select(field => field.Name));
        Assert.Equal(FieldKind.Label, noisy.Fields[^1].Kind);
        Assert.Equal(40, noisy.Count);
        foreach (var (name, source) in new[] { ("image", "image"), ("right", "right"), ("clean_left", "left") })
            Assert.Equal(Numbers.ToArray(expected[source]), Numbers.ToArray(batch[name]));
        Assert.Equal((ScalarType.Int64, ScalarType.Int64), (batch["left"].dtype, batch["clean_left"].dtype));
    }

    [Theory]
    [InlineData(LabelNoiseLaw.Symmetric, 0)]
    [InlineData(LabelNoiseLaw.Symmetric, 0.2)]
    [InlineData(LabelNoiseLaw.Symmetric, 0.5)]
    [InlineData(LabelNoiseLaw.Symmetric, 1)]
    [InlineData(LabelNoiseLaw.Asymmetric, 0.4)]
    [InlineData(LabelNoiseLaw.Asymmetric, 1)]
    public void Labels_change_with_the_probabilities_of_the_law(LabelNoiseLaw law, double rate)
    {
        using var clean = Labels(10000);
        using var noisy = new LabelNoise(clean, law, rate, Classes);
        var counts = Transitions(noisy);
        for (int from = 0; from < Classes; from++)
        {
            double n = Enumerable.Range(0, Classes).Sum(to => counts[from, to]);
            for (int to = 0; to < Classes; to++)
            {
                double p = from == to ? 1 - rate : law == LabelNoiseLaw.Symmetric ? rate / (Classes - 1) : to == (from + 1) % Classes ? rate : 0;
                double bound = 4.5 * Math.Sqrt(n * p * (1 - p));
                Assert.InRange(counts[from, to], n * p - bound, n * p + bound);
            }
        }

        Assert.InRange(noisy.FlippedShare(), rate - 4 * Math.Sqrt(rate * (1 - rate) / 10000), rate + 4 * Math.Sqrt(rate * (1 - rate) / 10000));
    }

    [Fact]
    public void The_wrong_label_of_the_instance_dependent_law_follows_from_the_input()
    {
        // Ten inputs, of which each occurs a hundred times with each label: the errors of one input and label agree, those of different inputs do not.
        using var clean = Labels(5000, distinctInputs: 10);
        using var noisy = new LabelNoise(clean, LabelNoiseLaw.InstanceDependent, 0.4, Classes);
        Assert.InRange(noisy.FlippedShare(), 0.37, 0.43);
        using var batch = noisy.Get([.. Enumerable.Range(0, 5000).Select(i => (long)i)]);
        var wrong = Enumerable.Range(0, 5000).Zip(batch["label"].data<long>(), batch["clean_label"].data<long>())
            .Select(row => (Input: row.First % 10, Noisy: row.Second, Clean: row.Third)).Where(row => row.Noisy != row.Clean).ToArray();
        double agreement = wrong.GroupBy(row => (row.Input, row.Clean)).Average(group => group.CountBy(row => row.Noisy).Max(pair => pair.Value) / (double)group.Count());
        Assert.InRange(agreement, 0.85, 1);
        var favourites = wrong.GroupBy(row => (row.Input, row.Clean)).GroupBy(group => group.Key.Clean, group => group.CountBy(row => row.Noisy).MaxBy(pair => pair.Value).Key);
        Assert.All(favourites, labels => Assert.True(labels.Distinct().Count() >= 2));
    }

    [Fact]
    public void The_instance_dependent_law_is_the_softmax_of_its_scores()
    {
        // One input of length 4, so that the softmax is not near 0 or 1.
        double[] input = [1, -1, 2, 0];
        double deviation = Math.Sqrt(1.25);
        double[] standardised = [.. input.Select(value => (value - 0.5) / deviation)];
        var matrix = new SeededRandom(3, -2, 1);
        double[] scores = [.. Enumerable.Range(0, Classes).Select(_ => standardised.Sum(value => value * matrix.NextNormal()))];
        double[] weights = [.. scores.Select((score, c) => c == 1 ? 0 : Math.Exp(score))];

        var law = new InstanceNoise(3, Classes, 0.5);
        long[] drawn = [.. Enumerable.Range(0, 8000).Select(i => law.Draw(1, input, new SeededRandom(i)))];
        double n = drawn.Count(label => label != 1);
        Assert.InRange(n, 4000 - 200, 4000 + 200);
        for (int c = 0; c < Classes; c++)
        {
            double p = weights[c] / weights.Sum();
            if (c != 1)
                Assert.InRange(drawn.Count(label => label == c), n * p - 4.5 * Math.Sqrt(n * p * (1 - p)), n * p + 4.5 * Math.Sqrt(n * p * (1 - p)));
        }
    }

    [Theory]
    [InlineData(LabelNoiseLaw.Symmetric)]
    [InlineData(LabelNoiseLaw.Asymmetric)]
    [InlineData(LabelNoiseLaw.InstanceDependent)]
    public void A_noisy_label_is_a_pure_function_of_seed_and_index(LabelNoiseLaw law)
    {
        using var clean = Labels(300);
        double[] Read(long seed, params long[] indices)
        {
            using var noisy = new LabelNoise(clean, law, 0.5, Classes, seed);
            using var batch = noisy.Get(indices);
            return Numbers.ToArray(batch["label"]);
        }

        long[] all = [.. Enumerable.Range(0, 300).Select(i => (long)i)];
        Assert.Equal(Read(7, all), Read(7, [.. all.Reverse()]).Reverse());
        Assert.Equal(Read(7, all)[123], Read(7, 123)[0]);
        Assert.NotEqual(Read(7, all), Read(8, all));
    }

    [Fact]
    public void More_noise_keeps_the_errors_of_less()
    {
        using var clean = Labels(2000);
        using var less = new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.2, Classes);
        using var more = new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.5, Classes);
        long[] all = [.. Enumerable.Range(0, 2000).Select(i => (long)i)];
        using var few = less.Get(all);
        using var many = more.Get(all);
        var wrong = few["label"].ne(few["clean_label"]);
        Assert.Equal(Numbers.ToArray(few["label"].masked_select(wrong)), Numbers.ToArray(many["label"].masked_select(wrong)));
    }

    [Fact]
    public void Labels_that_are_ignored_stay_so()
    {
        using var clean = new TensorDataset(("input", zeros(4, 2)), ("label", tensor(new long[] { -1, 0, -1, 4 })));
        using var noisy = new LabelNoise(clean, LabelNoiseLaw.Asymmetric, 1, Classes);
        using var batch = noisy.Get([0, 1, 2, 3]);
        Assert.Equal([-1, 1, -1, 0], Numbers.ToArray(batch["label"]));
        Assert.Equal(1, noisy.FlippedShare());
    }

    [Fact]
    public void Half_wrong_labels_are_learnt_by_heart_and_cost_accuracy()
    {
        var (accuracy, memorised) = Train(0);
        Assert.InRange(accuracy, 0.8, 0.88);
        Assert.Equal(0, memorised);
        (accuracy, memorised) = Train(0.5);
        Assert.InRange(accuracy, 0.3, 0.55);
        Assert.InRange(memorised, 0.85, 1);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        using var clean = Labels(10);
        Assert.Contains("has no 'digit'", Assert.Throws<ArgumentException>(() => new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.1, 5, label: "digit")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelNoise(clean, LabelNoiseLaw.Symmetric, 1.1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.1, 1));
        using var tooFew = new LabelNoise(clean, LabelNoiseLaw.Symmetric, 0.1, 3);
        Assert.Contains("'label' of example 4 is 4", Assert.Throws<InvalidOperationException>(() => tooFew.Get([0, 4])).Message);
    }

    /// <summary>Inputs of the normal law of length 60, the first repeated; labels that do not depend on them.</summary>
    private static TensorDataset Labels(int count, int distinctInputs = int.MaxValue)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var inputs = randn([Math.Min(count, distinctInputs), 60], generator: generator);
        var rows = arange(count, ScalarType.Int64);
        return new(("input", inputs.index_select(0, rows.remainder(inputs.shape[0]))), ("label", rows.div(distinctInputs < count ? distinctInputs : 1, RoundingMode.floor).remainder(Classes)));
    }

    private static int[,] Transitions(LabelNoise noisy)
    {
        using var batch = noisy.Get([.. Enumerable.Range(0, noisy.Count).Select(i => (long)i)]);
        var counts = new int[Classes, Classes];
        foreach (var (from, to) in batch["clean_label"].data<long>().Zip(batch["label"].data<long>()))
            counts[from, to]++;
        return counts;
    }

    /// <summary>Last test accuracy, and the share of wrong labels that the network gives back; schedule of the comparison of clipped logits.</summary>
    private static (double Accuracy, double Memorised) Train(double rate)
    {
        using var train = new Clusters(Split.Train, 4000);
        using var noisy = new LabelNoise(train, LabelNoiseLaw.Symmetric, rate, 10);
        using var test = new Clusters(Split.Test, 1000);
        using var model = new MultiHeadMlp(32, [10], width: 256, depth: 2);
        var loader = new DataLoader(noisy, 100);
        MultiTaskTraining.Train(
            model, loader, [Objective.CrossEntropy("label")], new EqualWeighting(1),
            optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-3),
            new() { Steps = 20 * loader.BatchesPerEpoch }, TestContext.Current.CancellationToken);
        var accuracy = new Accuracy();
        Evaluation.Measure(model, test, [(accuracy, "label")]);

        using var batch = noisy.Get([.. Enumerable.Range(0, noisy.Count).Select(i => (long)i)]);
        using var _ = no_grad();
        var wrong = batch["label"].ne(batch["clean_label"]);
        var learnt = model.call(batch["input"])[0].argmax(1).eq(batch["label"]).logical_and(wrong);
        return (accuracy.Value, rate == 0 ? 0 : learnt.sum().ToDouble() / wrong.sum().ToDouble());
    }
}
