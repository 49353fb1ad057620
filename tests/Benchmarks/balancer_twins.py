"""The balancers in PyTorch, plainly written, under the names of the C# ones: what tests/Benchmarks compares with.

Gradients of the shared parameters are flattened into J [T, P] in the network's precision. What is computed of J, its Gramian too, is
computed in float64, by J.double(), since that is what the C# side promises; numpy does the T x T algebra. Sums of rows by weights are
taken in the network's precision on both sides, and heads keep their own gradient. Requests are lines of words between tabs:
  import PROBLEM PATH             parameters and batches that the other side has written
  step PROBLEM METHOD             answers with the processor time of a step in nanoseconds
  memory PROBLEM METHOD           answers with the peak of resident memory in kB of two steps, above that before them
  compare PROBLEM METHOD PATH W   answers with how far the gradient of the third step is from that in PATH, found with weights W
"""
import ctypes
import gc
import math
import random
import sys
import time
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

CHECKED_STEPS = 3

# ---- networks ------------------------------------------------------------------------------------------------------


def stage(a, b):
    return nn.Sequential(nn.Conv2d(a, b, 3, padding=1), nn.BatchNorm2d(b), nn.ReLU())


class SegNetMini(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        widths = [3, 16, 24, 32, 48]
        self.encoder = nn.ModuleList(stage(widths[i], widths[i + 1]) for i in range(4))
        self.decoder = nn.ModuleList(stage(widths[i + 1], widths[max(i, 1)]) for i in reversed(range(4)))
        self.heads = nn.ModuleList(nn.Sequential(nn.Conv2d(16, 16, 3, padding=1), nn.Conv2d(16, n, 1)) for n in outputs)

    def shared(self):
        return [*self.encoder.parameters(), *self.decoder.parameters()]

    def last(self):
        return self.decoder[-1][0].weight

    def trunk(self, x):
        positions = []
        for layer in self.encoder:
            x, position = F.max_pool2d(layer(x), 2, return_indices=True)
            positions.append(position)
        for layer in self.decoder:
            x = layer(F.max_unpool2d(x, positions.pop(), 2))
        return x


class Mlp(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(250 if i == 0 else 100, 100) for i in range(4))
        self.heads = nn.ModuleList(nn.Linear(100, 100) for _ in range(tasks))

    def shared(self):
        return list(self.layers.parameters())

    def last(self):
        return self.layers[-1].weight

    def trunk(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return x


def dense_losses(predictions, targets):
    return [F.cross_entropy(predictions[0], targets[0].long()), F.l1_loss(predictions[1], targets[1]),
            1 - (F.normalize(predictions[2], dim=1) * targets[2]).sum(1).mean()]


def regression_losses(predictions, targets):
    return [F.mse_loss(p, y) for p, y in zip(predictions, targets)]


class Problem:
    def __init__(self, name, path):
        self.network, self.of = (SegNetMini([13, 1, 3]), dense_losses) if name == "segnet" else (Mlp(40), regression_losses)
        shapes = [[int(n) for n in line.split()] for line in open(path + ".shapes")]
        numbers = torch.from_numpy(np.fromfile(path, dtype=np.float32))
        tensors = [part.reshape(shape).clone() for part, shape in zip(numbers.split([math.prod(s) for s in shapes]), shapes)]
        self.shared = self.network.shared()
        self.own = [list(head.parameters()) for head in self.network.heads]
        self.parameters = self.shared + [p for own in self.own for p in own]
        self.tasks = len(self.own)
        for p, value in zip(self.parameters, tensors):
            assert p.shape == value.shape
            p.data = value
        rest = tensors[len(self.parameters):]
        size = 1 + self.tasks
        self.batches = [rest[i:i + size] for i in range(0, len(rest), size)]
        if name == "segnet":
            for batch in self.batches:
                batch[1] = batch[1].long()
        self.last = self.network.last()

    def batch(self, number):
        return self.batches[number % len(self.batches)]

    def losses(self, number):
        """Losses, and the trunk's output that they come from."""
        x, *targets = self.batch(number)
        z = self.network.trunk(x)
        return self.of([head(z) for head in self.network.heads], targets), z

    def forget(self):
        for p in self.parameters:
            p.grad = None


def flat(gradients, parameters):
    return torch.cat([(torch.zeros_like(p) if g is None else g).reshape(-1) for g, p in zip(gradients, parameters)])


def jacobian(p, losses):
    """J [T, P], and the heads' gradients."""
    rows, heads = [], []
    for loss, own in zip(losses, p.own):
        gradients = torch.autograd.grad(loss, p.shared + own, retain_graph=True)
        rows.append(flat(gradients[:len(p.shared)], p.shared))
        heads.append(gradients[len(p.shared):])
    return torch.stack(rows), heads


def write(p, direction, heads, factors=None):
    for parameter, part in zip(p.shared, direction.split([q.numel() for q in p.shared])):
        parameter.grad = part.reshape(parameter.shape)
    write_heads(p, heads, factors)


def write_heads(p, heads, factors=None):
    for task, (own, gradients) in enumerate(zip(p.own, heads)):
        for parameter, gradient in zip(own, gradients):
            parameter.grad = gradient if factors is None else gradient * factors[task]


def values(losses):
    return torch.stack([loss.detach() for loss in losses]).double().numpy()


def gram(j):
    j = j.double()
    return (j @ j.T).numpy()


def weighted(j, w):
    return torch.as_tensor(w, dtype=j.dtype) @ j


# ---- families ------------------------------------------------------------------------------------------------------


class Balancer:
    """One step after the other; `given` are weights that the other side drew, `fixed` asks for the natural order of tasks."""

    def __init__(self, p, fixed=False):
        self.p, self.fixed, self.given, self.count = p, fixed, None, 0
        self.start()

    def start(self):
        pass

    def step(self):
        self.p.forget()
        self.balance()
        self.count += 1


class LossWeighting(Balancer):
    def balance(self):
        losses, _ = self.p.losses(self.count)
        w = self.weigh(values(losses), losses)
        (torch.stack(losses) * torch.as_tensor(w, dtype=torch.float32)).sum().backward()


class Gramian(Balancer):
    def balance(self):
        losses, _ = self.p.losses(self.count)
        j, heads = jacobian(self.p, losses)
        w = self.weights(gram(j), values(losses))
        write(self.p, weighted(j, w), heads, self.factors())

    def factors(self):
        return None


class Representation(Balancer):
    """The method of `rule`, on gradients of the trunk's output."""
    rule = None

    def start(self):
        self.inner = self.rule(self.p, self.fixed)

    def balance(self):
        p = self.p
        x, *targets = p.batch(self.count)
        z = p.network.trunk(x)
        cut = z.detach().requires_grad_()
        losses = p.of([head(cut) for head in p.network.heads], targets)
        rows, heads = [], []
        for loss, own in zip(losses, p.own):
            gradients = torch.autograd.grad(loss, [cut] + own, retain_graph=True)
            rows.append(gradients[0].reshape(-1))
            heads.append(gradients[1:])
        j = torch.stack(rows)
        self.inner.given = self.given
        z.backward(self.inner.direction(j, values(losses)).reshape(z.shape))
        write_heads(p, heads)


class LastLayer(Balancer):
    """The weights of `rule`, from gradients of the last shared layer."""
    rule = None

    def start(self):
        self.inner = self.rule(self.p, self.fixed)

    def balance(self):
        p = self.p
        losses, _ = p.losses(self.count)
        last = [q for q in p.shared if q is p.last or q is p.shared[[s is p.last for s in p.shared].index(True) + 1]]
        rows, heads = [], []
        for loss, own in zip(losses, p.own):
            gradients = torch.autograd.grad(loss, last + own, retain_graph=True)
            rows.append(flat(gradients[:2], last))
            heads.append(gradients[2:])
        w = self.inner.weights(gram(torch.stack(rows)), values(losses))
        total = (torch.stack(losses) * torch.as_tensor(w, dtype=torch.float32)).sum()
        for parameter, gradient in zip(p.shared, torch.autograd.grad(total, p.shared)):
            parameter.grad = gradient
        write_heads(p, heads)


def direction_of_gramian(self, j, losses):
    return weighted(j, self.weights(gram(j), losses))


Gramian.direction = direction_of_gramian

# ---- solvers -------------------------------------------------------------------------------------------------------


def nonnegative(g, linear):
    """min x'gx / 2 + linear'x over x >= 0, by Lawson and Hanson's active set."""
    n = len(g)
    x, free = np.zeros(n), np.zeros(n, dtype=bool)
    slack = 1e-12 * max(np.abs(linear).max(), 1e-300)
    for _ in range(10 * n):
        slope = g @ x + linear
        candidates = ~free & (slope < -slack)
        if not candidates.any():
            break
        free[np.where(candidates, slope, np.inf).argmin()] = True
        while True:
            trial = np.zeros(n)
            trial[free] = np.linalg.lstsq(g[np.ix_(free, free)], -linear[free], rcond=1e-13)[0]
            if (trial[free] > 0).all():
                x = trial
                break
            down = free & (trial <= 0)
            t = (x[down] / (x[down] - trial[down])).min()
            x = x + t * (trial - x)
            free &= x > 1e-14 * np.abs(x).max()
            x[~free] = 0
    return x


def shortest(g):
    """min |J'w| over the simplex."""
    v = nonnegative(g / np.trace(g), -np.ones(len(g)))
    return v / v.sum()


def dual_cone(g, u):
    """min v'gv over v >= u."""
    g = g / np.trace(g)
    return u + nonnegative(g, g @ u)


def power(g, exponent):
    """g a = a^-exponent, by Newton's method on a convex function."""
    a = 1 / np.sqrt(np.diag(g)) if exponent == 1 else np.diag(g) ** (-1 / (1 + exponent))
    for _ in range(100):
        residual = g @ a - a ** -exponent
        step = np.linalg.solve(g + np.diag(exponent * a ** (-exponent - 1)), -residual)
        a = a + min(1, 0.9 / max(1e-300, (-step / a).max())) * step
        if np.abs(residual * a ** exponent).max() < 1e-10:
            break
    return a


def simplex(v):
    u = np.sort(v)[::-1]
    c = np.cumsum(u) - 1
    k = np.nonzero(u - c / np.arange(1, len(v) + 1) > 0)[0][-1]
    return np.maximum(v - c[k] / (k + 1), 0)


def softmax(v):
    e = np.exp(v - np.max(v))
    return e / e.sum()


class Adam:
    def __init__(self, rate, decay=0.0):
        self.rate, self.decay, self.t, self.m, self.v = rate, decay, 0, 0, 0

    def step(self, x, slope):
        slope = slope + self.decay * x
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * slope
        self.v = 0.999 * self.v + 0.001 * slope * slope
        return x - self.rate * (self.m / (1 - 0.9 ** self.t)) / (np.sqrt(self.v / (1 - 0.999 ** self.t)) + 1e-8)


# ---- loss weighting ------------------------------------------------------------------------------------------------


class EqualWeighting(LossWeighting):
    def balance(self):
        torch.stack(self.p.losses(self.count)[0]).sum().backward()


class UncertaintyWeighting(LossWeighting):
    def start(self):
        self.s, self.adam = np.zeros(self.p.tasks), Adam(0.025)

    def weigh(self, losses, _):
        w = 0.5 * np.exp(-self.s)
        self.s = self.adam.step(self.s, 0.5 - w * losses)
        return w


class DynamicWeightAverage(LossWeighting):
    def start(self):
        self.history = []

    def weigh(self, losses, _):
        w = np.ones(self.p.tasks)
        if len(self.history) >= 2:
            w = self.p.tasks * softmax(self.history[-1] / self.history[-2] / 2)
        self.history = [*self.history[-1:], losses]
        return w


class StaticWeighting(LossWeighting):
    def weigh(self, losses, _):
        return np.arange(1.0, len(losses) + 1)


class MeanWeighting(LossWeighting):
    def weigh(self, losses, _):
        return np.full(len(losses), 1 / len(losses))


class RandomLossWeighting(LossWeighting):
    def weigh(self, losses, _):
        return softmax(np.random.randn(len(losses))) if self.given is None else self.given


class LossNormalizedWeighting(LossWeighting):
    def weigh(self, losses, _):
        if self.count == 0:
            self.initial = losses
        return 1 / self.initial


class ScaleInvariantWeighting(LossWeighting):
    def weigh(self, losses, _):
        return 1 / losses


class GeometricLoss(LossWeighting):
    def weigh(self, losses, _):
        return math.exp(np.log(losses).mean()) / losses / len(losses)


class SigmaUncertaintyWeighting(LossWeighting):
    def start(self):
        self.sigma, self.adam = np.ones(self.p.tasks), Adam(0.025)

    def weigh(self, losses, _):
        w = 0.5 / self.sigma ** 2
        self.sigma = self.adam.step(self.sigma, (1 - 2 * w * losses) / self.sigma)
        return w


class RevisedUncertaintyWeighting(LossWeighting):
    def start(self):
        self.sigma, self.adam = np.ones(self.p.tasks), Adam(0.025)

    def weigh(self, losses, _):
        sigma = self.sigma
        self.sigma = self.adam.step(sigma, 2 * sigma / (1 + sigma ** 2) - losses / sigma ** 3)
        return 0.5 / sigma ** 2


class WindowedDynamicWeightAverage(LossWeighting):
    def start(self):
        self.before = np.ones(self.p.tasks)

    def weigh(self, losses, _):
        w = self.p.tasks * softmax(losses / self.before / 2) if self.count > 1 else np.ones(self.p.tasks)
        self.before = losses
        return w


class ImtlL(LossWeighting):
    def start(self):
        self.s, self.adam = np.zeros(self.p.tasks), Adam(0.025)

    def weigh(self, losses, _):
        w = np.exp(self.s)
        self.s = self.adam.step(self.s, w * losses - 1)
        return w


class SmoothTchebycheff(LossWeighting):
    def weigh(self, losses, _):
        return softmax(losses)


class LogSmoothTchebycheff(LossWeighting):
    def weigh(self, losses, _):
        return len(losses) * softmax(np.log(losses)) / losses


class DynamicTaskPrioritization(LossWeighting):
    def weigh(self, losses, _):
        k = np.full(len(losses), 0.5)
        return -(1 - k) * np.log(k)


class Famo(LossWeighting):
    def start(self):
        self.x, self.adam = np.zeros(self.p.tasks), Adam(0.025, decay=0.001)

    def weigh(self, losses, _):
        self.before = np.log(losses + 1e-8)
        return softmax(self.x - self.before)

    def balance(self):
        super().balance()
        with torch.no_grad():
            after = np.log(values(self.p.losses(self.count)[0]) + 1e-8)
        z, fall = softmax(self.x), self.before - after
        self.x = self.adam.step(self.x, z * (fall - z @ fall))


class ExcessMtl(Balancer):
    def start(self):
        self.squares, self.w = 0, np.ones(self.p.tasks)

    def balance(self):
        losses, _ = self.p.losses(self.count)
        j, heads = jacobian(self.p, losses)
        squares = j.double().square()
        self.squares = self.squares + squares
        excess = (squares / (self.squares + 1e-7).sqrt()).sum(1).numpy()
        if self.count == 0:
            self.initial = excess
        else:
            self.w = self.w * np.exp(0.01 * excess / self.initial)
            self.w = self.w * len(self.w) / self.w.sum()
        write(self.p, weighted(j, self.w), heads, self.w)


class GradNorm(LossWeighting):
    def start(self):
        self.v, self.adam = np.zeros(self.p.tasks), Adam(0.025)

    def weigh(self, losses, graph):
        n = torch.stack([torch.autograd.grad(loss, self.p.last, retain_graph=True)[0].norm() for loss in graph]).double().numpy()
        if self.count == 0:
            self.initial = losses
        w = np.exp(self.v)
        norms = w * n
        rates = losses / self.initial
        target = norms.mean() * (rates / rates.mean()) ** 1.5
        v = self.adam.step(self.v, np.sign(norms - target) * n * w)
        self.v = v - np.log(np.exp(v).sum()) + math.log(len(v))
        return w


# ---- gradients -----------------------------------------------------------------------------------------------------


class MeanAggregation(Gramian):
    def weights(self, g, losses):
        return np.full(len(g), 1 / len(g))


class ConstantAggregation(Gramian):
    def weights(self, g, losses):
        return np.ones(len(g))


class RandomAggregation(Gramian):
    def weights(self, g, losses):
        return softmax(np.random.randn(len(g))) if self.given is None else self.given


class Mgda(Gramian):
    def weights(self, g, losses):
        return shortest(g)


class PcGrad(Gramian):
    def order(self, task):
        others = [j for j in range(self.p.tasks) if j != task]
        if not self.fixed:
            random.shuffle(others)
        return others

    def balance(self):
        losses, _ = self.p.losses(self.count)
        j, heads = jacobian(self.p, losses)
        write(self.p, self.direction(j, None), heads)

    def direction(self, j, _):
        g = gram(j)
        w = np.eye(len(g))
        for i in range(len(g)):
            for k in self.order(i):
                product = g[k] @ w[i]
                if product < 0:
                    w[i, k] -= product / g[k, k]
        return weighted(j, w.sum(0))


class GradVac(PcGrad):
    def start(self):
        self.target = np.zeros((self.p.tasks, self.p.tasks))

    def direction(self, j, _):
        g = gram(j)
        norms = np.sqrt(np.diag(g))
        w = np.eye(len(g))
        targets = self.target.copy()
        for i in range(len(g)):
            for k in self.order(i):
                length = math.sqrt(w[i] @ g @ w[i])
                cosine, t = g[k] @ w[i] / (length * norms[k]), targets[i, k]
                if cosine < t:
                    w[i, k] += length * (t * math.sqrt(1 - cosine ** 2) - cosine * math.sqrt(1 - t ** 2)) / (norms[k] * math.sqrt(1 - t ** 2))
                self.target[i, k] = 0.99 * self.target[i, k] + 0.01 * cosine
        return weighted(j, w.sum(0))


class CaGrad(Gramian):
    def weights(self, g, losses):
        n, c = len(g), 0.5
        g = g / np.trace(g)
        mean = np.full(n, 1 / n)
        base, radius = g @ mean, c * math.sqrt(mean @ g @ mean)

        # w also minimizes |g_0 + s g_w| for s = radius / |g_w|; s is found by bisection
        low, high = radius / math.sqrt(np.diag(g).max()), radius / math.sqrt(max(1e-300, (w := shortest(g)) @ g @ w))
        for _ in range(60):
            s = math.sqrt(low * high)
            w = shortest(g * s * s + s * (base[:, None] + base[None, :]) + mean @ base)
            low, high = (s, high) if s * math.sqrt(w @ g @ w) < radius else (low, s)
            if high / low < 1 + 1e-9:
                break
        return (mean + radius / math.sqrt(w @ g @ w) * w) / (1 + c * c)


class ImtlG(Gramian):
    def weights(self, g, losses):
        w = np.linalg.pinv(g) @ np.sqrt(np.diag(g))
        return w / w.sum()


class Imtl(Gramian):
    def start(self):
        self.s, self.adam = np.zeros(self.p.tasks), Adam(0.025)

    def weights(self, g, losses):
        self.scale = np.exp(self.s)
        scaled = g * np.outer(self.scale, self.scale)
        w = np.linalg.pinv(scaled) @ np.sqrt(np.diag(scaled))
        self.s = self.adam.step(self.s, self.scale * losses - 1)
        return w / w.sum() * self.scale

    def factors(self):
        return self.scale


class NashMtl(Gramian):
    def weights(self, g, losses):
        return power(g, 1)


class FairGrad(Gramian):
    def weights(self, g, losses):
        return power(g, 0.5)


class AlignedMtl(Gramian):
    def weights(self, g, losses):
        values, vectors = np.linalg.eigh(g)
        keep = values > values[-1] * len(g) * 1.1920929e-7
        values, vectors = values[keep], vectors[:, keep]
        return math.sqrt(values[0]) * (vectors / np.sqrt(values)) @ vectors.sum(0)


class UpGrad(Gramian):
    def weights(self, g, losses):
        return sum(dual_cone(g, row) for row in np.eye(len(g)) / len(g))


class DualProjection(Gramian):
    def weights(self, g, losses):
        return dual_cone(g, np.full(len(g), 1 / len(g)))


class ConFig(Gramian):
    def weights(self, g, losses):
        norms = np.sqrt(np.diag(g))
        unit = np.linalg.pinv(g / np.outer(norms, norms)) @ np.ones(len(g)) / norms
        unit = unit / math.sqrt(unit @ g @ unit)
        return (g @ unit).sum() * unit


class Jacobian(Balancer):
    def balance(self):
        losses, _ = self.p.losses(self.count)
        j, heads = jacobian(self.p, losses)
        write(self.p, self.direction(j, values(losses)), heads)

    def direction(self, j, losses):
        return self.combine(j.double(), losses).to(j.dtype)


class GradDrop(Jacobian):
    def combine(self, j, _):
        self.j = j
        purity = 0.5 * (1 + j.sum(0) / j.abs().sum(0))
        u = torch.rand_like(purity)
        return (j * (((purity > u) & (j > 0)) | ((purity < u) & (j < 0)))).sum(0)


class TrimmedMean(Jacobian):
    def combine(self, j, _):
        return j.sort(0)[0][1:-1].mean(0)


class Krum(Jacobian):
    def combine(self, j, _):
        distances = torch.cdist(j, j, compute_mode="donot_use_mm_for_euclid_dist").square().numpy()
        n = len(j)
        scores = [np.sort(np.delete(distances[i], i))[:n - 3].sum() for i in range(n)]
        return j[int(np.argmin(scores))].clone()


class MoCo(Jacobian):
    def start(self):
        self.y, self.w = 0, np.full(self.p.tasks, 1 / self.p.tasks)

    def combine(self, j, losses):
        k = self.count + 1
        scaled = j * (torch.as_tensor(losses, dtype=j.dtype) / (j.norm(dim=1) + 1e-8))[:, None]
        self.y = self.y - 0.5 / math.sqrt(k) * (self.y - scaled)
        self.w = simplex(self.w - 0.1 / math.sqrt(k) * gram(self.y) @ self.w)
        return weighted(self.y, self.w)


class DbMtl(Jacobian):
    def start(self):
        self.buffer = 0

    def balance(self):
        losses, _ = self.p.losses(self.count)
        j, heads = jacobian(self.p, losses)
        inverse = 1 / values(losses)
        fresh = j.double() * torch.as_tensor(inverse)[:, None]
        self.buffer = fresh + 0.9 * (self.buffer - fresh)
        norms = self.buffer.norm(dim=1)
        write(self.p, ((norms.max() / norms) @ self.buffer).to(j.dtype), heads, inverse)


class Sampling(Balancer):
    """J1 and J2 of two batches give the weights of the gradients of a third."""

    def balance(self):
        p = self.p
        first, second = (jacobian_only(p, p.losses(3 * self.count + i)[0]) for i in range(2))
        w = self.weights((first.double() @ second.double().T).numpy())
        losses, z = p.losses(3 * self.count + 2)
        own = [q for o in p.own for q in o]
        gradients = torch.autograd.grad(sum(losses), own, retain_graph=True)
        trunk = torch.autograd.grad((torch.stack(losses) * torch.as_tensor(w, dtype=torch.float32)).sum(), p.shared)
        for q, gradient in zip(p.shared + own, [*trunk, *gradients]):
            q.grad = gradient


def jacobian_only(p, losses):
    return torch.stack([flat(torch.autograd.grad(loss, p.shared, retain_graph=True), p.shared) for loss in losses])


class MoDo(Sampling):
    def start(self):
        self.w = np.full(self.p.tasks, 1 / self.p.tasks)

    def weights(self, g):
        self.w = simplex(self.w - 1e-3 * (g @ self.w + 0.1 * self.w))
        return self.w


class Bilevel(Balancer):
    """Weights that move by what they do to the losses of a second batch after one imagined step of the network."""
    eta = 1e-3

    def balance(self):
        p = self.p
        before = [q.detach().clone() for q in p.parameters]

        def move(direction, distance):
            with torch.no_grad():
                for q, start, part in zip(p.parameters, before, direction.split([q.numel() for q in p.parameters])):
                    q.copy_(start + distance * part.reshape(q.shape).to(q.dtype))

        self.x = self.adam.step(self.x, self.slope(move))
        with torch.no_grad():
            for q, start in zip(p.parameters, before):
                q.copy_(start)
        losses, _ = p.losses(2 * self.count)
        (torch.stack(losses) * torch.as_tensor(self.weights(), dtype=torch.float32)).sum().backward()

    def gradient(self, loss):
        return flat(torch.autograd.grad(loss, self.p.parameters, retain_graph=True, allow_unused=True), self.p.parameters).double()


class AutoLambda(Bilevel):
    def start(self):
        self.x, self.adam = np.full(self.p.tasks, 0.1), Adam(1e-4)

    def weights(self):
        return self.x

    def slope(self, move):
        p = self.p
        losses, _ = p.losses(2 * self.count)
        move(self.gradient((torch.stack(losses) * torch.as_tensor(self.x, dtype=torch.float32)).sum()), -self.eta)
        v = self.gradient(sum(p.losses(2 * self.count + 1)[0]))
        reach, ends = 0.01 / float(v.norm()), []
        for distance in (reach, -reach):
            move(v, distance)
            with torch.no_grad():
                ends.append(values(p.losses(2 * self.count)[0]))
        return -self.eta * (ends[0] - ends[1]) / (2 * reach)


class Moml(Bilevel):
    def start(self):
        self.x, self.adam = np.zeros(self.p.tasks), Adam(1e-3)

    def weights(self):
        return softmax(self.x)

    def slope(self, move):
        p, w = self.p, self.weights()
        lower = torch.stack([self.gradient(loss) for loss in p.losses(2 * self.count)[0]])
        move(torch.as_tensor(w) @ lower, -self.eta)
        upper = torch.stack([self.gradient(loss) for loss in p.losses(2 * self.count + 1)[0]])
        products = (upper @ lower.T).numpy()
        slopes = -self.eta * w * (products - (products @ w)[:, None])
        unit = slopes / np.linalg.norm(slopes, axis=1, keepdims=True)
        return shortest(unit @ unit.T) @ slopes


class SdmGrad(Sampling):
    def start(self):
        self.w = np.full(self.p.tasks, 1 / self.p.tasks)

    def weights(self, g):
        g, n, v, pull = g / np.abs(np.diag(g)).mean(), len(g), 0, 0.3
        for _ in range(20):
            v = 0.5 * v + g @ (self.w + pull / n)
            self.w = simplex(self.w - 5 * v)
        return (self.w + pull / n) / (1 + pull)


def known(name):
    """The class of a row: TYPE, or TYPE on gradients of the trunk's output or of the last shared layer."""
    kind, _, where = name.partition(", ")
    rule = globals()[kind]
    family = {"": None, "z": Representation, "last layer": LastLayer}[where]
    return rule if family is None else type(name, (family,), {"rule": rule})


# ---- requests ------------------------------------------------------------------------------------------------------

LIBC = ctypes.CDLL(None)


def memory(key):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(key))


def new_peak():
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")


def deviation(balancer, path):
    p = balancer.p
    wanted = torch.from_numpy(np.fromfile(path, dtype=np.float32)).split([q.numel() for q in p.parameters])
    got = [torch.zeros(q.numel()) if q.grad is None else q.grad.reshape(-1) for q in p.parameters]
    n = len(p.shared)
    inner = getattr(balancer, "inner", balancer)
    if isinstance(inner, GradDrop):
        if inner is not balancer:  # other draws, so that only the heads compare
            got[:n] = wanted[:n]
        else:
            plus, minus, mine = inner.j.clamp(min=0).sum(0), inner.j.clamp(max=0).sum(0), torch.cat(wanted[:n]).double()
            got[:n] = torch.where((mine - plus).abs() < (mine - minus).abs(), plus, minus).float().split([q.numel() for q in p.shared])
    parts = [slice(0, n), slice(n, None)]
    return max(float((torch.cat(got[s]) - torch.cat(wanted[s])).norm() / torch.cat(got[s]).norm()) for s in parts)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    problems, balancers = {}, {}
    print(torch.__version__, flush=True)

    def prepared(problem, method):
        if (problem, method) not in balancers:
            balancers[problem, method] = known(method)(problems[problem])
        return balancers[problem, method]

    for line in sys.stdin:
        request, problem, *words = line.rstrip("\n").split("\t")
        if request == "import":
            problems[problem] = Problem(problem, words[0])
            answer = "done"
        elif request == "step":
            balancer = prepared(problem, words[0])
            start = time.process_time_ns()
            balancer.step()
            answer = time.process_time_ns() - start
        elif request == "memory":
            balancer = prepared(problem, words[0])
            gc.collect()
            LIBC.malloc_trim(0)
            new_peak()
            rest = memory("VmRSS")
            balancer.step()
            balancer.step()
            answer = memory("VmHWM") - rest
        elif request == "compare":
            balancer = known(words[0])(problems[problem], fixed=True)
            for _ in range(CHECKED_STEPS):
                balancer.given = np.array([float(w) for w in words[2:] if w])
                balancer.step()
            answer = deviation(balancer, words[1])
        else:
            raise ValueError(request)
        print(answer, flush=True)


main()
