using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class ClustersTests
{
    [Fact]
    public void Names_shapes_and_types()
    {
        using var data = new Clusters(Split.Train, 300);
        using var batch = data.Get([0, 299]);
        Assert.Equal(["input", "label", "cluster"], data.Names);
        Assert.Equal(data.Names, data.Fields.Select(field => field.Name));
        Assert.Equal([2, 32], batch["input"].shape);
        Assert.Equal([40, 32], data.Centres.shape);
        Assert.Equal((ScalarType.Float32, ScalarType.Int64, ScalarType.Int64), (batch["input"].dtype, batch["label"].dtype, batch["cluster"].dtype));
        Assert.Equal(Numbers.ToArray(data["cluster"]).Select(cluster => Math.Floor(cluster / 4)), Numbers.ToArray(data["label"]));
    }

    [Fact]
    public void Clusters_are_equally_frequent()
    {
        using var data = new Clusters(Split.Train, 8000);
        var counts = Numbers.ToArray(data["cluster"]).CountBy(cluster => cluster).ToArray();
        Assert.Equal(40, counts.Length);
        Assert.InRange(counts.Sum(cell => Math.Pow(cell.Value - 200, 2) / 200), 17.3, 72.1); // 39 degrees of freedom: 0.1 % on either side
    }

    [Fact]
    public void Examples_are_normal_about_their_centre_and_centres_about_the_origin()
    {
        var design = new ClustersDesign(Classes: 3, SubClusters: 2, Inputs: 50, Separation: 2, Spread: 0.5);
        using var data = new Clusters(Split.Test, 6000, design: design);
        var residual = data["input"] - data.Centres.index_select(0, data["cluster"]);
        for (int cluster = 0; cluster < 6; cluster++)
        {
            var own = residual.index_select(0, data["cluster"].eq(cluster).nonzero().flatten());
            double n = own.shape[0];
            Assert.All(Numbers.ToArray(own.mean([0])), mean => Assert.InRange(mean, -5 * 0.5 / Math.Sqrt(n), 5 * 0.5 / Math.Sqrt(n)));
            Assert.All(Numbers.ToArray(own.mul(own).mean([0])), square => Assert.InRange(square / 0.25, 1 - 5 * Math.Sqrt(2 / n), 1 + 5 * Math.Sqrt(2 / n)));
        }

        Assert.InRange(data.Centres.mul(data.Centres).mean().ToDouble() / 4, 1 - 4 * Math.Sqrt(2 / 300.0), 1 + 4 * Math.Sqrt(2 / 300.0));
        Assert.InRange(residual.pow(4).mean().ToDouble() / Math.Pow(0.25, 2), 2.95, 3.05); // the fourth moment of the normal law
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new Clusters(Split.Train, 3);
        using var many = new Clusters(Split.Train, 50);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new Clusters(Split.Train, 3, seed: 8);
        using var test = new Clusters(Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["input"]), Numbers.ToArray(other["input"]));
        Assert.NotEqual(Numbers.ToArray(few["input"]), Numbers.ToArray(test["input"]));
        Assert.Equal(Numbers.ToArray(few.Centres), Numbers.ToArray(test.Centres));
        Assert.NotEqual(Numbers.ToArray(few.Centres), Numbers.ToArray(other.Centres));
    }

    [Fact]
    public void Numbers_never_change()
    {
        using var data = new Clusters(Split.Train, 8);
        Assert.Equal([24, 25, 39, 1, 6, 28, 10, 6], Numbers.ToArray(data["cluster"]));
        Numbers.AssertClose([3.247102975845337, 0.2563706636428833], Numbers.ToArray(data["input"][7].narrow(0, 0, 2)), 1e-6);
    }

    [Fact]
    public void Who_knows_the_centres_is_right_in_about_92_percent()
    {
        using var data = new Clusters(Split.Test, 4000);
        var density = (-0.5 * cdist(data["input"], data.Centres).pow(2)).view(-1, 10, 4).logsumexp(2);
        Assert.InRange(density.argmax(1).eq(data["label"]).to(ScalarType.Float64).mean().ToDouble(), 0.9, 0.94);
    }

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clusters(Split.Train, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clusters(Split.Train, 1, design: new(Classes: 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clusters(Split.Train, 1, design: new(SubClusters: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clusters(Split.Train, 1, design: new(Inputs: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clusters(Split.Train, 1, design: new(Spread: -1)));
    }
}
