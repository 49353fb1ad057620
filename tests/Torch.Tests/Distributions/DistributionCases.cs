using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;
using D = TorchSharp.torch.distributions;

namespace Marginalia.Torch.Tests.Distributions;

/// <summary>Distributions with parameters, and what PyTorch computed of them (make_distributions.py).</summary>
static class DistributionCases
{
    static readonly JsonElement Root = Load();

    /// <summary>True if this is the libtorch of the recording, so that draws must agree bit by bit.</summary>
    internal static bool SameLibrary => __version__ == Root.GetProperty("libtorch").GetString();

    internal static IEnumerable<string> Names => Root.GetProperty("cases").EnumerateObject().Select(p => p.Name);

    internal static JsonElement Recorded(string name) => Root.GetProperty("cases").GetProperty(name);

    /// <summary>The case's parameters, in their order.</summary>
    internal static Dictionary<string, Tensor> Parameters(string name, ScalarType type, bool gradients = false) =>
        Recorded(name).GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => ReadTensor(p.Value).to(type, copy: true).requires_grad_(gradients));

    internal static Tensor ReadTensor(JsonElement recorded)
    {
        var values = recorded.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? double.Parse(v.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : v.GetDouble()).ToArray();
        var type = recorded.GetProperty("dtype").GetString() switch { "float32" => ScalarType.Float32, "int64" => ScalarType.Int64, _ => ScalarType.Float64 };
        return tensor(values, Shape(recorded.GetProperty("shape"))).to(type);
    }

    internal static long[] Shape(JsonElement recorded) => [.. recorded.EnumerateArray().Select(n => n.GetInt64())];

    /// <summary>The case's distribution.</summary>
    internal static D.Distribution Make(string name, Dictionary<string, Tensor> p, Generator? g = null)
    {
        var (probs, logits) = (p.GetValueOrDefault("probs"), p.GetValueOrDefault("logits"));
        return name.Split('_')[0] switch
        {
            "Normal" => D.Normal(p["loc"], p["scale"], g),
            "Uniform" => D.Uniform(p["low"], p["high"], g),
            "Laplace" => D.Laplace(p["loc"], p["scale"], g),
            "Cauchy" => D.Cauchy(p["loc"], p["scale"], g),
            "Exponential" => D.Exponential(p["rate"], g),
            "Gamma" => D.Gamma(p["concentration"], p["rate"], g),
            "Chi2" => D.Chi2(p["df"], g),
            "Beta" => D.Beta(p["concentration1"], p["concentration0"], g),
            "Dirichlet" => D.Dirichlet(p["concentration"], g),
            "FisherSnedecor" => D.FisherSnedecor(p["df1"], p["df2"], g),
            "Poisson" => D.Poisson(p["rate"], g),
            "Geometric" => D.Geometric(probs, logits, g),
            "Bernoulli" => D.Bernoulli(probs, logits, g),
            "Binomial" => D.Binomial(p["total_count"], probs, logits, g),
            "NegativeBinomial" => D.NegativeBinomial(p["total_count"], probs, logits, g),
            "Categorical" => D.Categorical(probs, logits, g),
            "OneHotCategorical" => D.OneHotCategorical(probs, logits, g),
            "Multinomial" => D.Multinomial(probs is null ? 5 : 6, probs, logits, g),
            "MultivariateNormal" => name.EndsWith("covariance") ? D.MultivariateNormal(p["loc"], covariance_matrix: p["matrix"], generator: g)
                : name.EndsWith("precision") ? D.MultivariateNormal(p["loc"], precision_matrix: p["matrix"], generator: g)
                : D.MultivariateNormal(p["loc"], scale_tril: p["matrix"], generator: g),
            "LogNormal" => D.LogNormal(p["loc"], p["scale"], g),
            "Gumbel" => D.Gumbel(p["loc"], p["scale"], g),
            "HalfNormal" => D.HalfNormal(p["scale"], g),
            "HalfCauchy" => D.HalfCauchy(p["scale"], g),
            "Pareto" => D.Pareto(p["scale"], p["alpha"], g),
            "Weibull" => D.Weibull(p["scale"], p["concentration"], g),
            "Kumaraswamy" => D.Kumaraswamy(p["concentration1"], p["concentration0"], g),
            "LogitRelaxedBernoulli" => D.LogitRelaxedBernoulli(p["temperature"], probs, logits, g),
            "RelaxedBernoulli" => D.RelaxedBernoulli(p["temperature"], probs, logits, g),
            "ExpRelaxedCategorical" => D.ExpRelaxedCategorical(p["temperature"], probs, logits, g),
            "RelaxedOneHotCategorical" => D.RelaxedOneHotCategorical(p["temperature"], probs, logits, g),
            "Independent" => D.Independent(D.Normal(p["loc"], p["scale"], g), 1),
            "Transformed" => name switch
            {
                "Transformed_tanh" => new TransformedDistribution(D.Normal(p["loc"], p["scale"], g), [new AffineTransform(1, -2), new TanhTransform()]),
                "Transformed_logistic" => new TransformedDistribution(D.Uniform(p["low"], p["high"], g), [new SigmoidTransform().inv, new AffineTransform(0.5, 2)]),
                _ => new TransformedDistribution(D.Normal(p["loc"], p["scale"], g), [new ReshapeTransform([4], [2, 2]), new ExpTransform()]),
            },
            _ => throw new ArgumentException($"distributions.json holds {name}, which the tests do not know."),
        };
    }

    static JsonElement Load()
    {
        using var stream = typeof(DistributionCases).Assembly.GetManifestResourceStream("distributions.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
