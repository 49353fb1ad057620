"""Outputs of torchvision's residual networks on weights by formula: run from any folder, writes ../fixtures/resnet.safetensors."""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch
import torchvision

import formula

torch.set_num_threads(1)


def dilate(layer, rate):
    """No stride; the convolution of 3 x 3 that had it dilates by half the rate, the others by the rate (the survey's ResNets)."""
    for module in layer.modules():
        if isinstance(module, torch.nn.Conv2d):
            here = rate // 2 if module.stride == (2, 2) else rate
            module.stride = (1, 1)
            if module.kernel_size == (3, 3):
                module.dilation = module.padding = (here, here)


results, metadata = {}, {}
with torch.no_grad():
    for depth in [18, 50]:
        for stride in [32, 16, 8]:
            net = getattr(torchvision.models, f"resnet{depth}")().eval()
            formula.fill(net.state_dict())
            if stride == 8:
                dilate(net.layer3, 2)
            if stride < 32:
                dilate(net.layer4, 4 if stride == 8 else 2)
            x = formula.values("image", [1, 3, 72, 104])
            x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
            results[f"{depth}.{stride}.0"] = formula.probe(x)
            for k in range(1, 5):
                x = getattr(net, f"layer{k}")(x)
                results[f"{depth}.{stride}.{k}"] = formula.probe(x)
        metadata[f"names{depth}"] = ";".join(f"{name}:{','.join(map(str, value.shape))}" for name, value in net.state_dict().items())
    for depth in [18, 34, 50, 101]:
        net = getattr(torchvision.models, f"resnet{depth}")()
        metadata[f"parameters{depth}"] = str(sum(p.numel() for p in net.parameters()) - sum(p.numel() for p in net.fc.parameters()))

net = torchvision.models.resnet18().train()
formula.fill(net.state_dict())
dilate(net.layer3, 2)
dilate(net.layer4, 4)
x = net.maxpool(net.relu(net.bn1(net.conv1(formula.values("image", [2, 3, 32, 40])))))
x = net.layer4(net.layer3(net.layer2(net.layer1(x))))
(x * formula.values("slope", x.shape)).sum().backward()
for name in ["conv1.weight", "layer1.0.bn1.weight", "layer2.0.downsample.0.weight", "layer3.0.conv1.weight", "layer4.1.conv2.weight"]:
    results["gradient." + name] = formula.probe(net.get_parameter(name).grad, 50)

here = os.path.dirname(os.path.abspath(__file__))
formula.save(os.path.join(here, "..", "fixtures", "resnet.safetensors"), results, metadata)
print({key: value[:60] for key, value in metadata.items()}, {key: (float(value.abs().mean())) for key, value in results.items()})
