"""Records what PyTorch's distributions compute, for DistributionTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13), in this folder:

    python3 make_distributions.py

It writes distributions.json. Each case has the parameters (float64), values and probabilities at which log_prob, cdf and icdf
were taken, everything that PyTorch computes of it, gradients by the parameters, and draws in float32 and float64 after seed 11.
"""
import json
import math

import torch
from torch import distributions as D

VALUES = 4


def plain(tensor):
    tensor = tensor.detach()
    flat = [("NaN" if math.isnan(x) else "Infinity" if x == math.inf else "-Infinity" if x == -math.inf else x) for x in tensor.double().reshape(-1).tolist()]
    return {"shape": list(tensor.shape), "dtype": str(tensor.dtype).removeprefix("torch."), "values": flat}


MATRIX = [[2.0, 0.3, -0.2], [0.3, 1.5, 0.4], [-0.2, 0.4, 1.0]]
TRIL = [[[1.2, 0.0], [0.5, 0.7]], [[0.8, 0.0], [-0.3, 1.1]]]

CASES = {
    "Normal": (D.Normal, dict(loc=[0.5, -1.0, 2.0], scale=[1.0, 0.3, 2.5])),
    "Normal_broadcast": (D.Normal, dict(loc=[[0.5], [-1.0]], scale=[1.0, 0.3, 2.5])),
    "Normal_scalar": (D.Normal, dict(loc=0.5, scale=2.0)),
    "Uniform": (D.Uniform, dict(low=[-1.0, 0.0], high=[2.0, 0.5])),
    "Laplace": (D.Laplace, dict(loc=[0.5, -1.0], scale=[1.0, 0.3])),
    "Cauchy": (D.Cauchy, dict(loc=[0.5, -1.0], scale=[1.0, 0.3])),
    "Exponential": (D.Exponential, dict(rate=[0.5, 3.0])),
    "Gamma": (D.Gamma, dict(concentration=[0.5, 2.0, 7.5], rate=[1.0, 0.3, 2.0])),
    "Chi2": (D.Chi2, dict(df=[1.0, 4.5])),
    "Beta": (D.Beta, dict(concentration1=[0.5, 2.0, 3.0], concentration0=[0.7, 3.0, 1.5])),
    "Dirichlet": (D.Dirichlet, dict(concentration=[[0.5, 2.0, 1.5], [3.0, 1.2, 4.0]])),
    "Dirichlet_small": (D.Dirichlet, dict(concentration=[0.5, 0.9, 0.7])),
    "FisherSnedecor": (D.FisherSnedecor, dict(df1=[3.0, 5.0, 1.0], df2=[7.0, 3.5, 1.5])),
    "Poisson": (D.Poisson, dict(rate=[0.5, 4.0, 30.0])),
    "Geometric": (D.Geometric, dict(probs=[0.2, 0.7, 1.0])),
    "Geometric_logits": (D.Geometric, dict(logits=[-1.0, 0.5])),
    "Bernoulli": (D.Bernoulli, dict(probs=[0.2, 0.5, 0.9])),
    "Bernoulli_logits": (D.Bernoulli, dict(logits=[-1.0, 0.0, 2.5])),
    "Binomial": (D.Binomial, dict(total_count=[10.0, 10.0], probs=[0.2, 0.7])),
    "Binomial_logits": (D.Binomial, dict(total_count=7.0, logits=[-1.0, 0.4])),
    "NegativeBinomial": (D.NegativeBinomial, dict(total_count=[3.0, 5.5], probs=[0.2, 0.6])),
    "NegativeBinomial_logits": (D.NegativeBinomial, dict(total_count=4.0, logits=[-1.0, 0.4])),
    "Categorical": (D.Categorical, dict(probs=[[0.2, 0.3, 0.5], [1.0, 4.0, 3.0]])),
    "Categorical_logits": (D.Categorical, dict(logits=[0.1, -2.0, 1.0, 0.5])),
    "OneHotCategorical": (D.OneHotCategorical, dict(probs=[[0.2, 0.3, 0.5], [1.0, 4.0, 3.0]])),
    "OneHotCategorical_logits": (D.OneHotCategorical, dict(logits=[0.1, -2.0, 1.0, 0.5])),
    "Multinomial": (lambda **p: D.Multinomial(6, **p), dict(probs=[[0.2, 0.3, 0.5], [1.0, 4.0, 3.0]])),
    "Multinomial_logits": (lambda **p: D.Multinomial(5, **p), dict(logits=[0.1, -2.0, 1.0, 0.5])),
    "MultivariateNormal_covariance": (lambda loc, matrix: D.MultivariateNormal(loc, covariance_matrix=matrix), dict(loc=[0.5, -1.0, 2.0], matrix=MATRIX)),
    "MultivariateNormal_precision": (lambda loc, matrix: D.MultivariateNormal(loc, precision_matrix=matrix), dict(loc=[0.5, -1.0, 2.0], matrix=MATRIX)),
    "MultivariateNormal_scale_tril": (lambda loc, matrix: D.MultivariateNormal(loc, scale_tril=matrix), dict(loc=[[[0.5, -1.0]], [[2.0, 0.0]], [[1.0, 1.0]]], matrix=TRIL)),
    "LogNormal": (D.LogNormal, dict(loc=[0.5, -1.0], scale=[0.6, 0.3])),
    "Gumbel": (D.Gumbel, dict(loc=[0.5, -1.0], scale=[1.0, 0.3])),
    "HalfNormal": (D.HalfNormal, dict(scale=[1.0, 0.3])),
    "HalfCauchy": (D.HalfCauchy, dict(scale=[1.0, 0.3])),
    "Pareto": (D.Pareto, dict(scale=[1.0, 0.3, 2.0], alpha=[3.0, 1.5, 0.8])),
    "Weibull": (D.Weibull, dict(scale=[1.0, 0.3], concentration=[1.5, 3.0])),
    "Kumaraswamy": (D.Kumaraswamy, dict(concentration1=[1.5, 3.0, 0.6], concentration0=[2.0, 1.2, 0.8])),
    "LogitRelaxedBernoulli": (D.relaxed_bernoulli.LogitRelaxedBernoulli, dict(temperature=0.7, probs=[0.2, 0.6])),
    "RelaxedBernoulli": (D.RelaxedBernoulli, dict(temperature=0.7, probs=[0.2, 0.6])),
    "RelaxedBernoulli_logits": (D.RelaxedBernoulli, dict(temperature=1.7, logits=[0.2, -0.6])),
    "ExpRelaxedCategorical": (D.relaxed_categorical.ExpRelaxedCategorical, dict(temperature=0.7, probs=[[0.2, 0.3, 0.5], [1.0, 4.0, 3.0]])),
    "RelaxedOneHotCategorical": (D.RelaxedOneHotCategorical, dict(temperature=0.7, probs=[[0.2, 0.3, 0.5], [1.0, 4.0, 3.0]])),
    "RelaxedOneHotCategorical_logits": (D.RelaxedOneHotCategorical, dict(temperature=1.3, logits=[0.1, -2.0, 1.0])),
    "Independent_Normal": (lambda loc, scale: D.Independent(D.Normal(loc, scale), 1), dict(loc=[[0.5, -1.0], [0.0, 1.0]], scale=[[1.0, 0.3], [0.5, 2.0]])),
    "Transformed_tanh": (lambda loc, scale: D.TransformedDistribution(D.Normal(loc, scale), [D.AffineTransform(1.0, -2.0), D.TanhTransform()]), dict(loc=[0.5, 0.6], scale=[0.2, 0.1])),
    "Transformed_logistic": (lambda low, high: D.TransformedDistribution(D.Uniform(low, high), [D.SigmoidTransform().inv, D.AffineTransform(loc=0.5, scale=2.0)]), dict(low=[0.0, 0.0], high=[1.0, 1.0])),
    "Transformed_reshape": (lambda loc, scale: D.TransformedDistribution(D.Normal(loc, scale), [D.ReshapeTransform((4,), (2, 2)), D.ExpTransform()]), dict(loc=[[0.5, 0.6, 0.7, 0.1], [0.0, 1.0, 0.2, 0.3]], scale=[0.2, 0.1, 0.3, 0.4])),
}


def parameters(given, dtype, grad=False):
    return {k: torch.tensor(v, dtype=dtype, requires_grad=grad) for k, v in given.items()}


def attempt(result, name, make):
    try:
        result[name] = plain(make())
    except NotImplementedError:
        pass


def gradients(make, given, of):
    params = parameters(given, torch.float64, True)
    out = of(make(**params))
    weights = torch.cos(torch.arange(out.numel(), dtype=torch.float64)).reshape(out.shape)
    found = torch.autograd.grad((out * weights).sum(), list(params.values()), allow_unused=True)
    return {name: plain(torch.zeros_like(p) if g is None else g) for (name, p), g in zip(params.items(), found)}


def record(make, given):
    d = make(**parameters(given, torch.float64))
    torch.manual_seed(3)
    values = d.sample((VALUES,))
    probabilities = torch.tensor([0.3, 0.85], dtype=torch.float64).reshape((2,) + (1,) * len(d.batch_shape))
    result = {
        "parameters": {k: plain(v) for k, v in parameters(given, torch.float64).items()},
        "batch_shape": list(d.batch_shape), "event_shape": list(d.event_shape),
        "values": plain(values), "probabilities": plain(probabilities),
    }
    attempt(result, "log_prob", lambda: d.log_prob(values))
    attempt(result, "cdf", lambda: d.cdf(values))
    attempt(result, "icdf", lambda: d.icdf(probabilities))
    for name in ["entropy", "perplexity"]:
        attempt(result, name, lambda: getattr(d, name)())
    for name in ["mean", "variance", "stddev", "mode"]:
        attempt(result, name, lambda: getattr(d, name))
    attempt(result, "enumerate_support", lambda: d.enumerate_support())
    attempt(result, "enumerate_support_false", lambda: d.enumerate_support(False))
    for dtype in (torch.float32, torch.float64):
        torch.manual_seed(11)
        result["sample_" + str(dtype).removeprefix("torch.")] = plain(make(**parameters(given, dtype)).sample((2, 3)))
    result["log_prob_gradients"] = gradients(make, given, lambda q: q.log_prob(values))
    if d.has_rsample:
        torch.manual_seed(11)
        result["rsample"] = plain(d.rsample((2, 3)))
        torch.manual_seed(11)
        result["rsample_gradients"] = gradients(make, given, lambda q: q.rsample((2, 3)))
    wide = [2] + list(d.batch_shape)
    result["expanded_log_prob"] = plain(d.expand(wide).log_prob(values[:, None]))
    torch.manual_seed(11)
    result["expanded_sample"] = plain(d.expand(wide).sample((2,)))
    return result


if __name__ == "__main__":
    torch.set_num_threads(1)
    D.Distribution.set_default_validate_args(False)
    recorded = {"libtorch": torch.__version__.split("a")[0].split("+")[0], "cases": {name: record(*case) for name, case in CASES.items()}}
    with open("distributions.json", "w") as file:
        json.dump(recorded, file)
        file.write("\n")
