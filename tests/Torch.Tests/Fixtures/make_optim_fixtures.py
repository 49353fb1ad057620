"""Records what PyTorch's optimisers and learning-rate schedules compute, for OptimizerFixtureTests and SchedulerFixtureTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13), in this folder:

    python3 make_optim_fixtures.py

It writes optim.json. The problem has elementwise operators only, so that the bits depend on no BLAS. Its second parameter has no gradient in
the second step. Optimisers run with foreach=False; NAdam with foreach=True, because 1.13's other form is wrong (mended in 2.0).
"""
import json

import torch
from make_fixtures import openblas_core, packed
from torch import optim
from torch.optim import lr_scheduler as schedules


def five_steps(make, dtype=torch.float32):
    p = torch.linspace(-2, 3, 6, dtype=dtype).reshape(2, 3).requires_grad_()
    q = torch.linspace(0.5, -1, 4, dtype=dtype).requires_grad_()
    x = torch.linspace(0.25, 2, 6, dtype=dtype).reshape(2, 3)
    optimizer = make([p, q])
    rows = []
    for i in range(5):
        p.grad = q.grad = None

        def closure():
            optimizer.zero_grad()
            loss = ((p * x - 1) * (p * x - 1)).sum()
            if i != 1:
                loss = loss + (q * q * (q + 3)).sum()
            loss.backward()
            return loss

        if isinstance(optimizer, optim.LBFGS):
            optimizer.step(closure)
        else:
            closure()
            optimizer.step()
        rows.append(torch.cat([p.detach().reshape(-1), q.detach()]))
    return packed(torch.stack(rows))


plain = {"foreach": False}
OPTIMIZERS = {
    "SGD": lambda p: optim.SGD(p, 0.1, **plain),
    "SGD momentum": lambda p: optim.SGD(p, 0.05, momentum=0.9, **plain),
    "SGD nesterov decay": lambda p: optim.SGD(p, 0.03, momentum=0.8, weight_decay=0.1, nesterov=True, **plain),
    "SGD dampening maximize": lambda p: optim.SGD(p, 1e-3, momentum=0.8, dampening=0.3, maximize=True, **plain),
    "Adam": lambda p: optim.Adam(p, **plain),
    "Adam amsgrad decay": lambda p: optim.Adam(p, 0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1, amsgrad=True, **plain),
    "Adam maximize": lambda p: optim.Adam(p, 0.1, maximize=True, **plain),
    "AdamW": lambda p: optim.AdamW(p, 0.1, weight_decay=0.1, **plain),
    "AdamW amsgrad maximize": lambda p: optim.AdamW(p, 0.1, betas=(0.5, 0.6), weight_decay=0.2, amsgrad=True, maximize=True, **plain),
    "Adamax": lambda p: optim.Adamax(p, 0.1, **plain),
    "Adamax decay": lambda p: optim.Adamax(p, 0.1, betas=(0.5, 0.6), eps=1e-2, weight_decay=0.3, **plain),
    "NAdam": lambda p: optim.NAdam(p, 0.1, foreach=True),
    "NAdam decay": lambda p: optim.NAdam(p, 0.1, betas=(0.5, 0.6), weight_decay=0.3, momentum_decay=0.1, foreach=True),
    "RAdam": lambda p: optim.RAdam(p, 0.1, **plain),
    "RAdam short": lambda p: optim.RAdam(p, 0.1, betas=(0.5, 0.75), eps=1e-2, weight_decay=0.3, **plain),
    "RAdam rectified": lambda p: optim.RAdam(p, 0.1, betas=(0.5, 0.99), weight_decay=0.1, **plain),
    "Adagrad": lambda p: optim.Adagrad(p, 0.1, **plain),
    "Adagrad decay": lambda p: optim.Adagrad(p, 0.1, lr_decay=0.2, weight_decay=0.1, initial_accumulator_value=0.5, eps=1e-3, **plain),
    "Adadelta": lambda p: optim.Adadelta(p, **plain),
    "Adadelta decay maximize": lambda p: optim.Adadelta(p, 0.5, rho=0.8, eps=1e-3, weight_decay=0.1, maximize=True, **plain),
    "ASGD": lambda p: optim.ASGD(p, 0.05, **plain),
    "ASGD averaging": lambda p: optim.ASGD(p, 0.05, lambd=0.1, alpha=0.5, t0=2, weight_decay=0.1, maximize=True, **plain),
    "RMSProp": lambda p: optim.RMSprop(p, **plain),
    "RMSProp momentum": lambda p: optim.RMSprop(p, 0.02, alpha=0.9, momentum=0.9, maximize=True, **plain),
    "RMSProp centered": lambda p: optim.RMSprop(p, 0.02, alpha=0.9, eps=1e-3, weight_decay=0.1, momentum=0.5, centered=True, **plain),
    "Rprop": lambda p: optim.Rprop(p, **plain),
    "Rprop bounded": lambda p: optim.Rprop(p, 0.5, etas=(0.3, 1.5), step_sizes=(0.2, 0.6), maximize=False, **plain),
    "LBFGS": lambda p: optim.LBFGS(p, 0.1, max_iter=4, tolerance_grad=1e-5),
    "LBFGS short memory": lambda p: optim.LBFGS(p, 0.3, max_iter=6, max_eval=5, tolerance_grad=1e-5, history_size=2),
}

SCHEDULES = {
    "StepLR": lambda o: schedules.StepLR(o, 3, 0.5),
    "MultiStepLR": lambda o: schedules.MultiStepLR(o, [2, 5]),
    "MultiStepLR repeated": lambda o: schedules.MultiStepLR(o, [2, 2, 6], 0.5),
    "ExponentialLR": lambda o: schedules.ExponentialLR(o, 0.9),
    "ConstantLR": lambda o: schedules.ConstantLR(o, 0.5, 3),
    "ConstantLR none": lambda o: schedules.ConstantLR(o),
    "LinearLR": lambda o: schedules.LinearLR(o, 0.1, 0.8, 4),
    "PolynomialLR": lambda o: schedules.PolynomialLR(o, 8, 2.0),
    "CosineAnnealingLR": lambda o: schedules.CosineAnnealingLR(o, 5, 0.01),
    "LambdaLR": lambda o: schedules.LambdaLR(o, lambda e: 1 / (e + 1)),
    "LambdaLR two": lambda o: schedules.LambdaLR(o, [lambda e: 0.5**e, lambda e: 1 + e]),
    "MultiplicativeLR": lambda o: schedules.MultiplicativeLR(o, lambda e: 1 - e / 20),
    "CyclicLR": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 3),
    "CyclicLR triangular2": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 2, 3, mode="triangular2"),
    "CyclicLR exp_range": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 3, mode="exp_range", gamma=0.9),
    "CyclicLR own scale": lambda o: schedules.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, scale_fn=lambda c: 1 / c, base_momentum=[0.7, 0.6], max_momentum=[0.95, 0.8]),
    "OneCycleLR": lambda o: schedules.OneCycleLR(o, 0.1, 12),
    "OneCycleLR linear": lambda o: schedules.OneCycleLR(o, [0.1, 0.2], 12, anneal_strategy="linear", base_momentum=[0.8, 0.7], max_momentum=[0.9, 0.95]),
    "OneCycleLR three phases": lambda o: schedules.OneCycleLR(o, 0.1, epochs=3, steps_per_epoch=4, pct_start=0.4, div_factor=10, final_div_factor=100, three_phase=True),
    "ChainedLR": lambda o: schedules.ChainedScheduler([schedules.ConstantLR(o, 0.1, 2), schedules.ExponentialLR(o, 0.9)]),
    "SequentialLR": lambda o: schedules.SequentialLR(o, [schedules.ConstantLR(o, 0.1, 2), schedules.ExponentialLR(o, 0.9)], [3]),
    "SequentialLR three": lambda o: schedules.SequentialLR(o, [schedules.LinearLR(o, 0.5, 1.0, 3), schedules.StepLR(o, 2), schedules.CosineAnnealingLR(o, 4)], [3, 7]),
    "ReduceLROnPlateau": lambda o: schedules.ReduceLROnPlateau(o, patience=1),
    "ReduceLROnPlateau max": lambda o: schedules.ReduceLROnPlateau(o, mode="max", patience=1, factor=0.5),
    "ReduceLROnPlateau abs": lambda o: schedules.ReduceLROnPlateau(o, patience=1, threshold=0.5, threshold_mode="abs", cooldown=1, eps=1e-3),
    "ReduceLROnPlateau least": lambda o: schedules.ReduceLROnPlateau(o, patience=0, min_lr=[0.02, 0.5]),
}
METRICS = [1.0, 0.9, 0.9, 0.9, 0.95, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6]


def eleven_epochs(make):
    """Rates and momenta of two groups before the first step and after each: [lr1, lr2, momentum1, momentum2] * 12."""
    p, q = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
    optimizer = optim.SGD([{"params": [p]}, {"params": [q], "lr": 1.0, "momentum": 0.5}], 0.1, momentum=0.9)
    schedule = make(optimizer)
    rows = []
    for metric in [*METRICS, None]:
        rows.append([g["lr"] for g in optimizer.param_groups] + [g["momentum"] for g in optimizer.param_groups])
        if metric is None:
            break
        optimizer.step()
        schedule.step(metric) if isinstance(schedule, schedules.ReduceLROnPlateau) else schedule.step()
    return packed(torch.tensor(rows, dtype=torch.float64))


if __name__ == "__main__":
    recorded = {
        "libtorch": torch.__version__.split("a")[0].split("+")[0],
        "openblas_core": openblas_core(),
        "optimizers": {name: five_steps(make) for name, make in OPTIMIZERS.items()},
        "optimizers_float64": {name: five_steps(make, torch.float64) for name, make in OPTIMIZERS.items()},
        "schedules": {name: eleven_epochs(make) for name, make in SCHEDULES.items()},
    }
    with open("optim.json", "w") as file:
        json.dump(recorded, file, indent=1)
        file.write("\n")
