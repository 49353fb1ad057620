using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Probability distributions: drawing, densities, entropies, moments.</summary>
    public static partial class distributions
    {
        /// <summary>1 with a probability, else 0.</summary>
        public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

        public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(Number(probs), Number(logits), generator);
        }

        public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(Number(probs), Number(logits), generator);
        }

        /// <summary>Between 0 and 1; concentration1 is α, concentration0 is β.</summary>
        public static Beta Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null) => new(concentration1, concentration0, generator);

        /// <summary>How many of so many draws succeed.</summary>
        public static Binomial Binomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(total_count, probs, logits, generator);

        public static Binomial Binomial(int total_count, double? probs, double? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(total_count), Number(probs), Number(logits), generator);
        }

        public static Binomial Binomial(int total_count, float? probs, float? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(total_count), Number(probs), Number(logits), generator);
        }

        /// <summary>The index of one of several categories; weights are divided by their sum.</summary>
        public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

        public static Categorical Categorical(int categories, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(Equal(categories), generator: generator);
        }

        /// <summary>The Cauchy distribution, with median loc and half width scale.</summary>
        public static Cauchy Cauchy(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

        /// <summary>The sum of df squares of normal variables.</summary>
        public static Chi2 Chi2(Tensor df, Generator? generator = null) => new(df, generator);

        /// <summary>Probabilities that sum to 1.</summary>
        public static Dirichlet Dirichlet(Tensor concentration, Generator? generator = null) => new(concentration, generator);

        /// <summary>The logarithm of a relaxed one-hot variable.</summary>
        public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(temperature, probs, logits, generator);

        /// <summary>The exponential distribution with mean 1 / rate.</summary>
        public static Exponential Exponential(Tensor rate, Generator? generator = null) => new(rate, generator);

        /// <summary>The F distribution.</summary>
        public static FisherSnedecor FisherSnedecor(Tensor df1, Tensor df2, Generator? generator = null) => new(df1, df2, generator);

        /// <summary>The gamma distribution with mean concentration / rate.</summary>
        public static Gamma Gamma(Tensor concentration, Tensor rate, Generator? generator = null) => new(concentration, rate, generator);

        /// <summary>How many failures come before the first success.</summary>
        public static Geometric Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

        /// <summary>The Gumbel distribution with mode loc.</summary>
        public static Gumbel Gumbel(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

        /// <summary>The magnitude of a Cauchy variable.</summary>
        public static HalfCauchy HalfCauchy(Tensor scale, Generator? generator = null) => new(scale, generator);

        /// <summary>The magnitude of a normal variable.</summary>
        public static HalfNormal HalfNormal(Tensor scale, Generator? generator = null) => new(scale, generator);

        /// <summary>Counts the last batch dimensions as part of a draw.</summary>
        public static Independent Independent(distributions.Distribution base_distribution, int reinterpreted_batch_dims, Generator? generator = null) => new(base_distribution, reinterpreted_batch_dims, generator);

        /// <summary>The Kumaraswamy distribution on [0, 1].</summary>
        public static Kumaraswamy Kumaraswamy(Tensor concentration1, Tensor concentration0, Generator? generator = null) => new(concentration1, concentration0, generator);

        /// <summary>The Laplace distribution with mean loc.</summary>
        public static Laplace Laplace(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

        public static Laplace Laplace(double loc, double scale = 1d, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(loc), tensor(scale), generator);
        }

        public static Laplace Laplace(float loc, float scale = 1f, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(loc), tensor(scale), generator);
        }

        /// <summary>exp(x), where x is normal.</summary>
        public static LogNormal LogNormal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

        /// <summary>The logit of a relaxed Bernoulli variable.</summary>
        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(temperature, probs, logits, generator);

        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(temperature, Number(probs), Number(logits), generator);
        }

        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(temperature, Number(probs), Number(logits), generator);
        }

        /// <summary>How often each category comes in so many draws.</summary>
        public static Multinomial Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(total_count, probs, logits, generator);

        public static Multinomial Multinomial(int total_count, int categories, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(total_count, Equal(categories), generator: generator);
        }

        /// <summary>The normal distribution of vectors; pass exactly one matrix.</summary>
        public static MultivariateNormal MultivariateNormal(Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null, Generator? generator = null) => new(loc, covariance_matrix, precision_matrix, scale_tril, generator);

        /// <summary>How many successes come before so many failures.</summary>
        public static NegativeBinomial NegativeBinomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(total_count, probs, logits, generator);

        public static NegativeBinomial NegativeBinomial(int total_count, double? probs, double? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(total_count), Number(probs), Number(logits), generator);
        }

        public static NegativeBinomial NegativeBinomial(int total_count, float? probs, float? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(total_count), Number(probs), Number(logits), generator);
        }

        /// <summary>The normal distribution with mean loc and standard deviation scale.</summary>
        public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

        public static Normal Normal(double loc, double scale = 1d, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(loc), tensor(scale), generator);
        }

        public static Normal Normal(float loc, float scale = 1f, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(loc), tensor(scale), generator);
        }

        /// <summary>One of several categories, as a one-hot vector.</summary>
        public static OneHotCategorical OneHotCategorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

        /// <summary>The Pareto distribution, a power law above its scale.</summary>
        public static Pareto Pareto(Tensor scale, Tensor alpha, Generator? generator = null) => new(scale, alpha, generator);

        /// <summary>How many events happen, with mean rate.</summary>
        public static Poisson Poisson(Tensor rate, Generator? generator = null) => new(rate, generator);

        public static Poisson Poisson(double rate, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(rate), generator);
        }

        public static Poisson Poisson(float rate, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(tensor(rate), generator);
        }

        /// <summary>A Bernoulli variable through which gradients pass.</summary>
        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(temperature, probs, logits, generator);

        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(temperature, Number(probs), Number(logits), generator);
        }

        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            return new(temperature, Number(probs), Number(logits), generator);
        }

        /// <summary>A one-hot variable through which gradients pass.</summary>
        public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(temperature, probs, logits, generator);

        /// <summary>Uniform on [low, high).</summary>
        public static Uniform Uniform(Tensor low, Tensor high, Generator? generator = null) => new(low, high, generator);

        /// <summary>The Weibull distribution.</summary>
        public static Weibull Weibull(Tensor scale, Tensor concentration, Generator? generator = null) => new(scale, concentration, generator);

        static Tensor? Number(float? value) => value is { } number ? tensor(number) : null;

        static Tensor? Number(double? value) => value is { } number ? tensor(number) : null;

        static Tensor Equal(int categories) => full(categories, 1f / categories);
    }
}
