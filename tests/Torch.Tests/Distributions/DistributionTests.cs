using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Distributions.DistributionCases;
using D = TorchSharp.torch.distributions;

namespace Marginalia.Torch.Tests.Distributions;

public class DistributionTests
{
    public static TheoryData<string> All => [.. Names];

    /// <summary>Those whose draws are smooth functions of the parameters for a fixed seed. (Gamma's are drawn by rejection.)</summary>
    public static TheoryData<string> Smooth => [.. Names.Where(n => Recorded(n).TryGetProperty("rsample", out _) && n.Split('_')[0] is not ("Gamma" or "Chi2" or "Beta" or "Dirichlet" or "FisherSnedecor"))];

    [Theory, MemberData(nameof(All))]
    public void Everything_computed_is_what_PyTorch_computes(string name)
    {
        using var scope = NewDisposeScope();
        var recorded = Recorded(name);
        using var d = Make(name, Parameters(name, ScalarType.Float64));
        var (values, probabilities) = (ReadTensor(recorded.GetProperty("values")), ReadTensor(recorded.GetProperty("probabilities")));
        Assert.Equal(Shape(recorded.GetProperty("batch_shape")), d.batch_shape.Shape);
        Assert.Equal(Shape(recorded.GetProperty("event_shape")), d.event_shape.Shape);
        (string Name, Func<Tensor> Ours)[] all =
        [
            ("log_prob", () => d.log_prob(values)),
            ("cdf", () => d.cdf(values)),
            ("icdf", () => d.icdf(probabilities)),
            ("entropy", d.entropy),
            ("perplexity", d.perplexity),
            ("mean", () => d.mean),
            ("variance", () => d.variance),
            ("stddev", () => d.stddev),
            ("mode", () => d.mode),
            ("enumerate_support", () => d.enumerate_support()),
            ("enumerate_support_false", () => d.enumerate_support(false)),
            ("expanded_log_prob", () => d.expand(new Size([2, .. d.batch_shape])).log_prob(values.unsqueeze(1))),
        ];
        foreach (var (member, ours) in all)
            if (recorded.TryGetProperty(member, out var theirs))
                TensorAssert.Equal(ReadTensor(theirs), ours(), name.StartsWith("Multinomial") && member is "entropy" or "perplexity" ? 1e-7 : 1e-9); // PyTorch takes one term in float32
    }

    [Theory, MemberData(nameof(All))]
    public void Draws_after_manual_seed_are_those_of_PyTorch_bit_by_bit(string name)
    {
        using var scope = NewDisposeScope();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            var expected = ReadTensor(Recorded(name).GetProperty(type == ScalarType.Float32 ? "sample_float32" : "sample_float64"));
            using var d = Make(name, Parameters(name, type));
            manual_seed(11);
            Same(expected, d.sample(2, 3));
            manual_seed(11);
            Same(expected, d.sample((2, 3)));
            using var own = Make(name, Parameters(name, type), new Generator(11));
            Same(expected, own.sample(2, 3));
        }
        using var base64 = Make(name, Parameters(name, ScalarType.Float64));
        if (Recorded(name).TryGetProperty("rsample", out var recorded))
        {
            manual_seed(11);
            Same(ReadTensor(recorded), base64.rsample(2, 3));
        }
        manual_seed(11);
        Same(ReadTensor(Recorded(name).GetProperty("expanded_sample")), base64.expand(new Size([2, .. base64.batch_shape])).sample(2));
    }

    static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.False(actual.requires_grad);
        TensorAssert.Equal(expected, actual, SameLibrary ? 0 : 1e-4);
    }

    [Theory, MemberData(nameof(All))]
    public void Gradients_of_densities_and_of_draws_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var values = ReadTensor(Recorded(name).GetProperty("values"));
        Check("log_prob_gradients", d => d.log_prob(values));
        Check("rsample_gradients", d =>
        {
            manual_seed(11);
            return d.rsample(2, 3);
        });

        void Check(string what, Func<D.Distribution, Tensor> of)
        {
            if (!Recorded(name).TryGetProperty(what, out var theirs)) return;
            var parameters = Parameters(name, ScalarType.Float64, gradients: true);
            using var d = Make(name, parameters);
            var result = of(d);
            (result * arange(result.numel(), dtype: ScalarType.Float64).cos().reshape(result.shape)).sum().backward();
            foreach (var (parameter, tensor) in parameters)
            {
                var gradient = tensor.grad is { IsInvalid: false } found ? found : zeros_like(tensor);
                TensorAssert.Equal(ReadTensor(theirs.GetProperty(parameter)), gradient, 1e-9);
            }
        }
    }

    [Theory, MemberData(nameof(Smooth))]
    public void Gradients_of_draws_agree_with_differences(string name)
    {
        var parameters = Parameters(name, ScalarType.Float64);
        string[] order = [.. parameters.Keys.Where(k => k != "matrix")]; // a changed matrix is no longer symmetric
        GradientCheck.Run(inputs =>
        {
            manual_seed(2);
            var given = order.Zip(inputs).ToDictionary(p => p.First, p => p.Second);
            if (parameters.TryGetValue("matrix", out var matrix)) given["matrix"] = matrix;
            using var d = Make(name, given);
            return d.rsample(3);
        }, [.. order.Select(k => parameters[k])]);
    }

    [Theory, MemberData(nameof(All))]
    public void Many_draws_have_the_mean_and_the_variance(string name)
    {
        const int Draws = 20000;
        using var scope = NewDisposeScope();
        using var d = Make(name, Parameters(name, ScalarType.Float64));
        if (!Recorded(name).TryGetProperty("mean", out _) && name.Split('_')[0] != "LogitRelaxedBernoulli") return;
        manual_seed(5);
        var drawn = d.sample(Draws).to(ScalarType.Float64);
        var (mean, variance) = (TensorAssert.Doubles(d.mean), TensorAssert.Doubles(d.variance));
        var (foundMean, foundVariance) = (TensorAssert.Doubles(drawn.mean([0])), TensorAssert.Doubles((drawn - drawn.mean([0])).pow(2).mean([0])));
        var fourth = TensorAssert.Doubles((drawn - drawn.mean([0])).pow(4).mean([0]));
        for (var i = 0; i < mean.Length; i++)
        {
            if (!double.IsFinite(mean[i]) || !double.IsFinite(variance[i])) continue;
            Assert.InRange(foundMean[i], mean[i] - 5 * Math.Sqrt(variance[i] / Draws), mean[i] + 5 * Math.Sqrt(variance[i] / Draws));
            if (name == "FisherSnedecor" || name == "Pareto") continue; // their fourth moments are infinite
            var error = 6 * Math.Sqrt(Math.Max(fourth[i] - foundVariance[i] * foundVariance[i], 0) / Draws) + 1e-9;
            Assert.InRange(foundVariance[i], variance[i] - error, variance[i] + error);
        }
    }

    [Theory]
    [InlineData("Gamma", 0, 80)]
    [InlineData("FisherSnedecor", 0, 5000)]
    [InlineData("Gumbel", -6, 40)]
    [InlineData("LogitRelaxedBernoulli", -60, 60)]
    [InlineData("HalfNormal", 0, 12)]
    public void Densities_integrate_to_the_distribution_function_and_to_the_entropy(string name, double from, double to)
    {
        using var scope = NewDisposeScope();
        using var d = Make(name, Parameters(name, ScalarType.Float64));
        var n = d.batch_shape[0];
        // x = from + (to - from) t^6 puts many points where densities may be infinite
        var t = (arange(0, 400000, dtype: ScalarType.Float64) + 0.5) / 400000;
        var power = from == 0 ? 6 : 1;
        var x = (from + (to - from) * t.pow(power)).unsqueeze(-1);
        var width = ((to - from) * power * t.pow(power - 1) / 400000).unsqueeze(-1);
        var log = d.log_prob(x.expand(-1, n));
        var mass = log.exp() * width;
        TensorAssert.Equal(ones(n, dtype: ScalarType.Float64), mass.sum([0]), 2e-3);
        var surprise = -(mass * log.clamp(-1e300, 1e300)).sum([0]);
        TensorAssert.Equal(surprise, d.entropy(), name == "FisherSnedecor" ? 0.03 : 1e-3);
        if (name is "FisherSnedecor" or "LogitRelaxedBernoulli") return;
        foreach (var at in new[] { 150000, 300000 })
            TensorAssert.Equal(mass.narrow(0, 0, at).sum([0]), d.cdf(x[at].expand(n)), 1e-3);
    }

    [Fact]
    public void Probabilities_of_counts_sum_to_the_distribution_function_and_to_the_entropy()
    {
        using var scope = NewDisposeScope();
        using var d = D.Poisson(tensor([0.5, 4.0, 30.0]));
        var counts = arange(0, 200, dtype: ScalarType.Float64).unsqueeze(-1);
        var log = d.log_prob(counts);
        TensorAssert.Equal(log.exp().cumsum(0), d.cdf(counts.expand(-1, 3)), 1e-8);
        TensorAssert.Equal(new double[] { 0, 0, 0 }, d.cdf(tensor(-0.5).to(ScalarType.Float64)));
        TensorAssert.Equal(-(log.exp() * log).sum([0]), d.entropy(), 1e-9);
    }

    [Fact]
    public void Numbers_may_stand_for_tensors()
    {
        TensorAssert.Equal(D.Normal(tensor(1f), tensor(2f)).log_prob(tensor(0.5f)), D.Normal(1f, 2f).log_prob(tensor(0.5f)));
        TensorAssert.Equal(D.Normal(1.0).log_prob(tensor(0.5)), D.Normal(1f, 1f).log_prob(tensor(0.5)));
        TensorAssert.Equal(D.Laplace(1.0, 2.0).log_prob(tensor(0.5)), D.Laplace(1f, 2f).log_prob(tensor(0.5)));
        TensorAssert.Equal(D.Poisson(3.0).log_prob(tensor(2.0)), D.Poisson(3f).log_prob(tensor(2.0)));
        Assert.Equal(0.3, D.Bernoulli(0.3, null).mean.ToDouble());
        Assert.Equal(0.5, D.Bernoulli(null, 0f).probs.ToDouble());
        Assert.Equal(3, D.Binomial(10, 0.3, null).mean.ToDouble(), 12);
        Assert.Equal(5, D.Binomial(10, null, 0f).mean.ToDouble());
        Assert.Equal(10, D.NegativeBinomial(10, 0.5, null).mean.ToDouble(), 12);
        Assert.Equal(10, D.NegativeBinomial(10, null, 0f).mean.ToDouble());
        TensorAssert.Equal([0.25, 0.25, 0.25, 0.25], D.Categorical(4).probs);
        TensorAssert.Equal([3, 3], D.Multinomial(6, 2).mean);
        Assert.Equal(0, D.RelaxedBernoulli(tensor(1f), 0.5f, null).logits.ToDouble());
        Assert.Equal(0.5, D.LogitRelaxedBernoulli(tensor(1.0), null, 0.0).probs.ToDouble());
    }

    [Fact]
    public void Either_probabilities_or_logits_are_given()
    {
        Assert.Contains("not both", Assert.Throws<ArgumentException>(() => D.Bernoulli(ones(1), ones(1))).Message);
        Assert.Contains("one of them", Assert.Throws<ArgumentException>(() => D.Categorical()).Message);
        Assert.Throws<ArgumentException>(() => D.Categorical(tensor(1f)));
        Assert.Throws<ArgumentException>(() => D.MultivariateNormal(zeros(2)));
        Assert.Throws<ArgumentException>(() => D.MultivariateNormal(zeros(2), eye(2), eye(2)));
        Assert.Throws<ArgumentException>(() => D.Dirichlet(tensor(1f)));
        Assert.Throws<ArgumentException>(() => D.Independent(D.Normal(0f), 1));
        Assert.Throws<NotSupportedException>(() => D.Categorical(3).cdf(ones(1)));
        Assert.Throws<NotSupportedException>(() => D.Binomial(tensor([1f, 2f]), tensor([0.5f, 0.5f])).entropy());
    }

    [Theory, MemberData(nameof(All))]
    public void Nothing_is_left_behind(string name)
    {
        var parameters = Parameters(name, ScalarType.Float64, gradients: true);
        var values = ReadTensor(Recorded(name).GetProperty("values"));
        var live = () => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var before = live();
        using (var d = Make(name, parameters))
        {
            d.log_prob(values).Dispose();
            d.sample(2).Dispose();
            var made = live(); // the parameters, and what is computed of them once
            d.log_prob(values).Dispose();
            d.sample(2).Dispose();
            d.rsample(2).Dispose();
            if (Recorded(name).TryGetProperty("entropy", out _)) d.entropy().Dispose();
            if (Recorded(name).TryGetProperty("cdf", out _)) d.cdf(values).Dispose();
            using (var wide = d.expand(new Size([2, .. d.batch_shape]))) wide.log_prob(values.unsqueeze(1)).Dispose();
            Assert.InRange(live() - made, 0, 5); // of the expanded transforms; values.unsqueeze
        }
        foreach (var tensor in parameters.Values) Assert.False(tensor.IsInvalid);
    }

    [Fact]
    public void A_distribution_outlives_the_scope_in_which_it_was_made()
    {
        D.Distribution d;
        using (NewDisposeScope()) d = D.LogNormal(zeros(2), ones(2));
        using (d) Assert.Equal([2L], d.sample().shape);
        Assert.Throws<InvalidOperationException>(() => d.sample());
    }

    [Fact]
    public void A_derived_class_can_pass_its_own_object_to_expand()
    {
        var mine = new Mine();
        var wide = mine.expand(new Size(3));
        Assert.IsType<Mine>(wide);
        Assert.Equal([3L], wide.batch_shape.Shape);
        Assert.Equal([3L], wide.sample().shape);
    }

    sealed class Mine : Normal
    {
        internal Mine() : base(zeros(1), ones(1))
        {
        }

        public override D.Distribution expand(Size batch_shape, D.Distribution? instance = null) => base.expand(batch_shape, instance ?? new Mine());
    }
}
