# The calls that make_layers.py records. What is named otherwise in PyTorch is said in each line.

# linear
case("linear", {"input": x(2, 3), "weights": x(4, 3), "bias": x(4)}, lambda input, weights, bias: F.linear(input, weights, bias))
case("bilinear", {"input1": x(2, 3), "input2": x(2, 2), "weight": x(2, 3, 2), "bias": x(2)}, F.bilinear)

# convolutions
case("conv1d", {"input": x(1, 2, 7), "weight": x(2, 1, 3), "bias": x(2), "stride": 2, "padding": 1, "dilation": 2, "groups": 2}, F.conv1d)
case("conv1d", {"input": x(1, 2, 7), "weight": x(2, 2, 3)}, F.conv1d)
case("conv1d_padding", {"input": x(1, 2, 6), "weight": x(2, 2, 4), "padding": "Same", "dilation": 1}, lambda padding, **a: F.conv1d(padding="same", **a))
case("conv2d", {"input": x(1, 2, 5, 4), "weight": x(2, 1, 3, 2), "bias": x(2), "strides": [2, 1], "padding": [1, 0], "dilation": [1, 2], "groups": 2}, lambda strides, **a: F.conv2d(stride=strides, **a))
case("conv2d", {"input": x(1, 2, 4, 4), "weight": x(1, 2, 3, 3)}, F.conv2d)
case("conv2d_padding", {"input": x(1, 1, 4, 4), "weight": x(1, 1, 2, 3), "padding": "Same"}, lambda padding, **a: F.conv2d(padding="same", **a))
case("conv2d_padding", {"input": x(1, 1, 4, 4), "weight": x(1, 1, 2, 3), "padding": "Valid", "strides": [2, 2]}, lambda padding, strides, **a: F.conv2d(padding="valid", stride=strides, **a))
case("conv3d", {"input": x(1, 2, 3, 3, 3), "weight": x(2, 1, 2, 2, 2), "strides": [1, 2, 1], "padding": [0, 1, 0], "groups": 2}, lambda strides, **a: F.conv3d(stride=strides, **a))
case("conv3d_padding", {"input": x(1, 1, 3, 3, 2), "weight": x(1, 1, 3, 1, 2), "padding": "Same"}, lambda padding, **a: F.conv3d(padding="same", **a))
case("conv_transpose1d", {"input": x(1, 2, 3), "weight": x(2, 1, 3), "bias": x(2), "stride": 2, "padding": 1, "output_padding": 1, "dilation": 2, "groups": 2}, F.conv_transpose1d)
case("conv_transpose2d", {"input": x(1, 2, 3, 2), "weight": x(2, 2, 3, 2), "strides": [2, 1], "padding": [1, 0], "output_padding": [1, 0], "dilation": [1, 2]}, lambda strides, **a: F.conv_transpose2d(stride=strides, **a))
case("conv_transpose3d", {"input": x(1, 1, 2, 2, 2), "weight": x(1, 2, 2, 2, 2), "bias": x(2), "strides": [1, 2, 1], "dilation": [2, 1, 1]}, lambda strides, **a: F.conv_transpose3d(stride=strides, **a))

# pooling
case("max_pool1d", {"input": x(1, 2, 9), "kernel_size": 3, "stride": 2, "padding": 1, "dilation": 2, "ceil_mode": True}, F.max_pool1d)
case("max_pool1d", {"input": x(1, 2, 9), "kernel_size": 3}, F.max_pool1d)
case("max_pool1d_with_indices", {"input": x(1, 2, 9), "kernel_size": 3, "stride": 2, "padding": 1}, lambda **a: F.max_pool1d(return_indices=True, **a))
for kernel, stride, pad, dilation in [(3, 2, 1, 1), (pair(3, 2), pair(2, 1), pair(1, 0), pair(1, 2))]:
    plain = lambda v: tuple(v["tuple"]) if isinstance(v, dict) else v
    case("max_pool2d", {"input": x(1, 1, 6, 5), "kernel_size": kernel, "stride": stride, "padding": pad, "dilation": dilation, "ceil_mode": True}, lambda input, ceil_mode, **a: F.max_pool2d(input, ceil_mode=ceil_mode, **{k: plain(v) for k, v in a.items()}))
    case("avg_pool2d", {"input": x(1, 1, 6, 5), "kernel_size": kernel, "stride": stride, "padding": pad, "ceil_mode": True, "count_include_pad": False}, lambda input, ceil_mode, count_include_pad, **a: F.avg_pool2d(input, ceil_mode=ceil_mode, count_include_pad=count_include_pad, **{k: plain(v) for k, v in a.items()}))
case("max_pool2d", {"input": x(1, 1, 6, 5), "kernel_size": [3, 2], "strides": [1, 2], "padding": [1, 1], "dilation": [2, 1]}, lambda strides, **a: F.max_pool2d(stride=strides, **a))
case("max_pool2d", {"input": x(1, 1, 6, 5), "kernel_size": 2}, F.max_pool2d)
case("max_pool2d_with_indices", {"input": x(1, 2, 4, 5), "kernel_size": [2, 3], "strides": [2, 1]}, lambda strides, **a: F.max_pool2d(stride=strides, return_indices=True, **a))
case("max_pool3d", {"input": x(1, 1, 4, 3, 4), "kernel_size": [2, 2, 3], "strides": [1, 1, 2], "padding": [1, 0, 1]}, lambda strides, **a: F.max_pool3d(stride=strides, **a))
case("max_pool3d_with_indices", {"input": x(1, 1, 4, 3, 4), "kernel_size": [2, 2, 2]}, lambda **a: F.max_pool3d(return_indices=True, **a))
case("avg_pool1d", {"input": x(1, 2, 7), "kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True, "count_include_pad": False}, F.avg_pool1d)
case("avg_pool2d", {"input": x(1, 1, 6, 5), "kernel_size": [3, 2], "stride": [2, 1], "padding": [1, 0], "divisor_override": 5}, F.avg_pool2d)
case("avg_pool3d", {"input": x(1, 1, 4, 3, 4), "kernel_size": [2, 2, 3], "stride": [1, 1, 2], "padding": [1, 0, 1], "count_include_pad": False}, F.avg_pool3d)
case("lp_pool1d", {"input": x(1, 2, 7, kind="positive"), "norm_type": 3, "kernel_size": 3, "stride": 2, "ceil_mode": True}, F.lp_pool1d)
case("lp_pool2d", {"input": x(1, 1, 5, 4), "norm_type": 2, "kernel_size": [2, 3], "stride": [1, 1]}, F.lp_pool2d)
case("lp_pool2d", {"input": x(1, 1, 5, 4), "norm_type": 2, "kernel_size": 2}, F.lp_pool2d)
case("adaptive_avg_pool1d", {"input": x(1, 2, 7), "output_size": 3}, F.adaptive_avg_pool1d)
for size in (2, pair(2, 3), [3, 1]):
    case("adaptive_avg_pool2d", {"input": x(1, 1, 5, 4), "output_size": size}, lambda input, output_size: F.adaptive_avg_pool2d(input, plain(output_size)))
for size in (2, pair(2, 3, 1), [3, 1, 2]):
    case("adaptive_avg_pool3d", {"input": x(1, 1, 4, 5, 3), "output_size": size}, lambda input, output_size: F.adaptive_avg_pool3d(input, plain(output_size)))
for n, size in ((1, 3), (2, [3, 2]), (3, [2, 3, 1])):
    function = getattr(F, f"adaptive_max_pool{n}d")
    case(f"adaptive_max_pool{n}d", {"input": x(1, 2, *[5, 4, 3][:n]), "output_size": size}, function)
    case(f"adaptive_max_pool{n}d_with_indices", {"input": x(1, 2, *[5, 4, 3][:n]), "output_size": size}, lambda function=function, **a: function(return_indices=True, **a))
for n in (2, 3):
    function = getattr(F, f"fractional_max_pool{n}d")
    shape = [6, 7, 5][:n]
    case(f"fractional_max_pool{n}d", {"input": x(2, 2, *shape), "kernel_size": 2, "output_size": 3}, function)
    case(f"fractional_max_pool{n}d", {"input": x(2, *shape), "kernel_size": pair(*[2, 3, 2][:n]), "output_ratio": pair(*[0.5, 0.6, 0.5][:n])}, lambda function=function, **a: function(a["input"], plain(a["kernel_size"]), output_ratio=plain(a["output_ratio"])))
    case(f"fractional_max_pool{n}d_with_indices", {"input": x(1, 2, *shape), "kernel_size": [2] * n, "output_size": [3, 2, 2][:n]}, lambda function=function, **a: function(return_indices=True, **a))
case("max_unpool1d", {"input": x(1, 1, 3), "indices": ints([1, 2, 5], 1, 1, 3), "kernel_size": 2}, F.max_unpool1d)
case("max_unpool1d", {"input": x(1, 1, 3), "indices": ints([1, 2, 5], 1, 1, 3), "kernel_size": 2, "output_size": [1, 1, 7]}, F.max_unpool1d)
case("max_unpool2d", {"input": x(1, 1, 2, 2), "indices": ints([0, 7, 10, 19], 1, 1, 2, 2), "kernel_size": [2, 3], "stride": [2, 2], "output_size": [4, 5]}, F.max_unpool2d)
case("max_unpool2d", {"input": x(1, 1, 2, 2), "indices": ints([0, 3, 8, 11], 1, 1, 2, 2), "kernel_size": [2, 2], "padding": [0, 0]}, F.max_unpool2d)
case("max_unpool3d", {"input": x(1, 1, 1, 2, 2), "indices": ints([0, 7, 20, 30], 1, 1, 1, 2, 2), "kernel_size": [2, 2, 2]}, F.max_unpool3d)
case("avg_pool2d_backward", {"input": x(1, 1, 2, 2), "originalInput": x(1, 1, 4, 4), "kernel_sizes": [2, 2]}, lambda input, originalInput, kernel_sizes: torch.ops.aten.avg_pool2d_backward(input.detach(), originalInput.detach(), kernel_sizes, [], [0], False, True, None))
case("avg_pool3d_backward", {"input": x(1, 1, 1, 2, 1), "originalInput": x(1, 1, 2, 4, 2), "kernel_sizes": [2, 2, 2]}, lambda input, originalInput, kernel_sizes: torch.ops.aten.avg_pool3d_backward(input.detach(), originalInput.detach(), kernel_sizes, [], [0], False, True, None))
case("upsample_nearest1d_backward", {"grad_output": x(1, 1, 5), "outputSize": 5, "inputSize": 3, "scaleFactor": None}, lambda grad_output, **_: torch.ops.aten.upsample_nearest1d_backward(grad_output.detach(), [5], [1, 1, 3], None))
case("upsample_nearest2d_backward", {"grad_output": x(1, 1, 4, 5), "inputSizes": [1, 1, 2, 3]}, lambda grad_output, **_: torch.ops.aten.upsample_nearest2d_backward(grad_output.detach(), [4, 5], [1, 1, 2, 3], None, None))
case("upsample_nearest3d_backward", {"grad_output": x(1, 1, 2, 4, 5), "inputSizes": [1, 2, 3]}, lambda grad_output, **_: torch.ops.aten.upsample_nearest3d_backward(grad_output.detach(), [2, 4, 5], [1, 1, 1, 2, 3], None, None, None))

# normalisation
case("batch_norm", {"input": x(3, 2, 2), "running_mean": None, "running_var": None, "weight": x(2), "bias": x(2), "training": True, "eps": 0.01}, F.batch_norm)
case("instance_norm", {"input": x(2, 2, 4), "weight": x(2), "bias": x(2), "eps": 0.01}, F.instance_norm)
case("layer_norm", {"input": x(2, 2, 3), "normalized_shape": [2, 3], "weight": x(2, 3), "bias": x(2, 3), "eps": 0.01}, F.layer_norm)
case("group_norm", {"input": x(2, 4, 3), "num_groups": 2, "weight": x(4), "bias": x(4), "eps": 0.01}, F.group_norm)
case("local_response_norm", {"input": x(1, 5, 3), "size": 3, "alpha": 0.5, "beta": 0.6, "k": 2}, F.local_response_norm)
case("local_response_norm", {"input": x(2, 4, 2, 3), "size": 2, "alpha": 0.5}, F.local_response_norm)
case("normalize", {"input": x(2, 3), "p": 3, "dim": 0}, F.normalize)
case("normalize", {"input": x(2, 3)}, F.normalize)

# activations
simple = {"relu": F.relu, "selu": F.selu, "gelu": F.gelu, "silu": F.silu, "SiLU": F.silu, "mish": F.mish, "Mish": F.mish, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "softsign": F.softsign, "Softsign": F.softsign, "tanhshrink": F.tanhshrink, "Tanhshrink": F.tanhshrink, "logsigmoid": F.logsigmoid}
for name, function in simple.items():
    case(name, {"x": x(7)}, lambda x, function=function: function(x))
for name in ("hardsigmoid", "hardswish"):
    case(name, {"input": x(7)}, getattr(F, name))
case("relu6", {"x": x(7), "inplace": False}, lambda x, inplace: F.relu6(x))
case("leaky_relu", {"input": x(7), "negative_slope": 0.2}, F.leaky_relu)
case("leaky_relu", {"input": x(7)}, F.leaky_relu)
case("rrelu", {"x": x(7), "lower": 0.2, "upper": 0.5}, lambda x, **a: F.rrelu(x, **a))
case("elu", {"x": x(7), "alpha": 0.7}, lambda x, alpha: F.elu(x, alpha))
case("celu", {"x": x(7), "alpha": 0.7}, lambda x, alpha: F.celu(x, alpha))
case("gelu", {"x": x(7), "approximate": "tanh"}, lambda x, approximate: F.gelu(x, approximate=approximate))
for name in ("hardtanh", "Hardtanh"):
    case(name, {"x": x(7), "min_val": -0.3, "max_val": 0.6}, lambda x, **a: F.hardtanh(x, **a))
for name in ("threshold", "Threshold"):
    case(name, {"x": x(7), "threshold": 0.1, "value": -3}, lambda x, **a: F.threshold(x, **a))
for name in ("hardshrink", "softshrink", "Hardshrink", "Softshrink"):
    case(name, {"x": x(7), "lambda": 0.4}, lambda name=name.lower(), **a: getattr(F, name)(a["x"], a["lambda"]))
case("softplus", {"x": x(7), "beta": 3, "threshold": 1}, lambda x, **a: F.softplus(x, **a))
case("prelu", {"input": x(2, 3, 2), "weight": x(3)}, F.prelu)
case("glu", {"input": x(2, 4, 3), "dim": 1}, F.glu)
case("glu", {"input": x(2, 4)}, F.glu)
case("softmax", {"input": x(2, 3), "dim": 0}, F.softmax)
case("softmin", {"x": x(2, 3), "dim": 1}, lambda x, dim: F.softmin(x, dim))
case("softmax2d", {"x": x(2, 3, 1, 2)}, lambda x: nn.Softmax2d()(x))
case("log_softmax", {"x": x(2, 3), "dim": 1}, lambda x, dim: F.log_softmax(x, dim))
for name, shape in (("dropout", [20]), ("dropout1d", [2, 5, 2]), ("dropout1d", [7, 2]), ("dropout2d", [1, 8, 1, 2]), ("dropout3d", [1, 8, 1, 1, 2]), ("dropout3d", [8, 1, 1, 2]), ("alpha_dropout", [20]), ("feature_alpha_dropout", [2, 5, 2])):
    case(name, {"input": x(*shape), "p": 0.4, "training": True}, getattr(F, name))

# distances
case("cosine_similarity", {"x1": x(2, 3), "x2": x(2, 3), "dim": 0}, lambda x1, x2, dim: F.cosine_similarity(x1, x2, dim))
case("pairwise_distance", {"input1": x(2, 3), "input2": x(2, 3), "p": 3, "keepdim": True}, lambda input1, input2, **a: F.pairwise_distance(input1, input2, **a))

# losses
for name in ("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss"):
    losses(name, {"input": x(2, 3), "target": x(2, 3)}, getattr(F, name))
losses("smooth_l1_loss", {"input": x(2, 3), "target": x(2, 3)}, F.smooth_l1_loss, beta=0.3)
losses("huber_loss", {"input": x(2, 3), "target": x(2, 3)}, F.huber_loss, delta=0.3)
classes = {"input": x(3, 4), "target": ints([1, 3, 0])}
losses("cross_entropy", classes, F.cross_entropy, weight=x(4, kind="constant"), label_smoothing=0.2, ignore_index=3)
losses("cross_entropy", {"input": x(3, 4), "target": x(3, 4, kind="positive")}, F.cross_entropy)
losses("cross_entropy", {"input": x(2, 3, 2), "target": ints([0, 2, 1, 1], 2, 2)}, F.cross_entropy)
losses("nll_loss", classes, F.nll_loss, weight=x(4, kind="constant"))
losses("multi_margin_loss", classes, F.multi_margin_loss, p=2, margin=0.6, weight=x(4, kind="constant"))
losses("multi_margin_loss", classes, F.multi_margin_loss)
losses("multi_label_margin_loss", {"input": x(2, 4), "target": ints([3, 0, -1, 1, 1, -1, 2, 2], 2, 4)}, F.multilabel_margin_loss)
losses("binary_cross_entropy", {"input": x(2, 3, kind="positive"), "target": x(2, 3, kind="positive")}, F.binary_cross_entropy, weight=x(3, kind="constant"))
losses("binary_cross_entropy_with_logits", {"input": x(2, 3), "target": x(2, 3, kind="positive")}, lambda pos_weights, **a: F.binary_cross_entropy_with_logits(pos_weight=pos_weights, **a), weight=x(3, kind="constant"), pos_weights=x(3, kind="constant"))
losses("multilabel_soft_margin_loss", {"input": x(2, 3), "target": x(2, 3, kind="positive")}, F.multilabel_soft_margin_loss, weight=x(3, kind="constant"))
losses("kl_div", {"input": x(2, 3, kind="logs"), "target": x(2, 3, kind="logs")}, lambda **a: F.kl_div(log_target=True, **a))
losses("kl_div", {"input": x(2, 3), "target": x(2, 3, kind="positive")}, F.kl_div, log_target=False)
losses("poisson_nll_loss", {"input": x(2, 3), "target": x(2, 3, kind="positive")}, F.poisson_nll_loss)
losses("poisson_nll_loss", {"input": x(2, 3, kind="positive"), "target": x(2, 3, kind="constant")}, lambda eps, **a: F.poisson_nll_loss(eps=0.25, **a), log_input=False, full=True, eps=0.25)
losses("gaussian_nll_loss", {"input": x(2, 3), "target": x(2, 3), "variance": x(2, 3, kind="positive")}, lambda input, target, variance, eps, **a: F.gaussian_nll_loss(input, target, variance, eps=0.25, **a), full=True, eps=0.25)
losses("gaussian_nll_loss", {"input": x(2, 3), "target": x(2, 3), "variance": x(2, kind="positive")}, lambda input, target, variance, **a: F.gaussian_nll_loss(input, target, variance, **a))
losses("hinge_embedding_loss", {"input": x(6), "target": x(6, kind="signs")}, F.hinge_embedding_loss, margin=0.7)
losses("hinge_embedding_loss", {"input": x(6), "target": x(6, kind="signs")}, lambda **a: F.hinge_embedding_loss(margin=0.0, **a))
losses("margin_ranking_loss", {"input1": x(4), "input2": x(4), "target": x(4, kind="signs")}, F.margin_ranking_loss, margin=0.3)
losses("cosine_embedding_loss", {"input1": x(4, 3), "input2": x(4, 3), "target": x(4, kind="signs")}, F.cosine_embedding_loss, margin=-0.4)
losses("soft_margin_loss", {"input": x(4), "target": x(4, kind="signs")}, F.soft_margin_loss)
losses("triplet_margin_loss", {"anchor": x(3, 4), "positive": x(3, 4), "negative": x(3, 4)}, F.triplet_margin_loss, margin=1.5, p=3, eps=0.01, swap=True)
losses("triplet_margin_loss", {"anchor": x(3, 4), "positive": x(3, 4), "negative": x(3, 4)}, F.triplet_margin_loss)
losses("triplet_margin_with_distance_loss", {"anchor": x(3, 4), "positive": x(3, 4), "negative": x(3, 4)}, F.triplet_margin_with_distance_loss, margin=1.5, swap=True)
losses("ctc_loss", {"log_probs": x(5, 2, 4, kind="logs"), "targets": ints([1, 2, 3, 1], 2, 2), "input_lengths": ints([5, 4]), "target_lengths": ints([2, 1]), "blank": 0}, F.ctc_loss)

# images
modes = {"Nearest": "nearest", "NearestExact": "nearest-exact", "Area": "area", "Linear": "linear", "Bilinear": "bilinear", "Bicubic": "bicubic", "Trilinear": "trilinear"}
for shape, size, which in (([1, 1, 4], [6], ("Nearest", "NearestExact", "Area", "Linear")), ([1, 1, 3, 4], [5, 3], ("Nearest", "NearestExact", "Area", "Bilinear", "Bicubic")), ([1, 1, 2, 3, 2], [3, 2, 4], ("Nearest", "NearestExact", "Area", "Trilinear"))):
    for mode in which:
        case("interpolate", {"x": x(*shape), "size": size, "mode": mode}, lambda x, size, mode: F.interpolate(x, size, mode=modes[mode]))
        case("interpolate", {"x": x(*shape), "scale_factor": [1.6, 1.4, 2.2][:len(size)], "mode": mode}, lambda x, scale_factor, mode: F.interpolate(x, scale_factor=tuple(scale_factor), mode=modes[mode]))
        if mode.lower().endswith(("linear", "cubic")):
            case("interpolate", {"x": x(*shape), "size": size, "mode": mode, "align_corners": True}, lambda x, size, mode, align_corners: F.interpolate(x, size, mode=modes[mode], align_corners=True))
            case("interpolate", {"x": x(*shape), "scale_factor": [1.6, 1.4, 2.2][:len(size)], "mode": mode, "recompute_scale_factor": True}, lambda x, scale_factor, mode, **a: F.interpolate(x, scale_factor=tuple(scale_factor), mode=modes[mode], **a))
        if mode in ("Bilinear", "Bicubic"):
            case("interpolate", {"x": x(1, 1, 6, 5), "size": [3, 2], "mode": mode, "antialias": True}, lambda x, size, mode, antialias: F.interpolate(x, size, mode=modes[mode], antialias=True))
case("upsample", {"input": x(1, 1, 2, 3), "size": [4, 5], "mode": "Bilinear", "align_corners": True}, lambda input, **a: F.interpolate(input, [4, 5], mode="bilinear", align_corners=True))
case("upsample", {"input": x(1, 1, 2, 3), "scale_factor": [2, 2]}, lambda input, **a: F.interpolate(input, scale_factor=(2, 2)))
case("upsample_bilinear", {"x": x(1, 1, 2, 3), "size": [4, 5]}, lambda x, size: F.interpolate(x, size, mode="bilinear", align_corners=False))
case("upsample_nearest", {"x": x(1, 1, 2, 3), "size": [4, 5]}, lambda x, size: F.interpolate(x, size))
case("upsample_nearest1d", {"input": x(1, 1, 3), "outputSize": None, "scaleFactor": 1.7}, lambda input, **a: F.interpolate(input, scale_factor=(1.7,)))
case("upsample_nearest2d", {"input": x(1, 1, 2, 3), "outputSizes": [3, 5]}, lambda input, **a: F.interpolate(input, (3, 5)))
case("upsample_nearest3d", {"input": x(1, 1, 2, 3, 1), "scaleFactors": [1.5, 1, 2]}, lambda input, **a: F.interpolate(input, scale_factor=(1.5, 1.0, 2.0)))
for mode in ("Nearest", "Bilinear"):
    for border in ("Zeros", "Border", "Reflection"):
        for corners in (None, True):
            case("grid_sample", {"input": x(1, 2, 3, 4), "grid": x(1, 2, 3, 2), "mode": mode, "padding_mode": border, "align_corners": corners}, lambda input, grid, mode, padding_mode, align_corners: F.grid_sample(input, grid, mode.lower(), padding_mode.lower(), bool(align_corners)))
case("grid_sample", {"input": x(1, 1, 2, 3, 2), "grid": x(1, 2, 1, 3, 3)}, lambda input, grid: F.grid_sample(input, grid, align_corners=False))
case("affine_grid", {"theta": x(2, 2, 3), "size": [2, 1, 2, 3]}, lambda theta, size: F.affine_grid(theta, size, align_corners=False))
case("affine_grid", {"theta": x(1, 3, 4), "size": [1, 1, 2, 1, 3], "align_corners": True}, F.affine_grid)
case("pad", {"input": x(1, 2, 3), "pad": pair(1, 2), "value": 0.5}, lambda input, pad, value: F.pad(input, pad["tuple"], value=value))
case("pad", {"input": x(1, 1, 3, 3), "pad": pair(1, 2, 0, 1), "mode": "Reflect"}, lambda input, pad, mode: F.pad(input, pad["tuple"], mode="reflect"))
case("pad", {"input": x(1, 1, 3, 3), "pad": [1, 0, 2, 1], "mode": "Replicate"}, lambda input, pad, mode: F.pad(input, pad, mode="replicate"))
case("pad", {"input": x(1, 1, 3, 3), "pad": [1, 0, 2, 1], "mode": "Circular"}, lambda input, pad, mode: F.pad(input, pad, mode="circular"))
case("pad", {"input": x(2, 3), "pad": 1, "mode": "Zeros"}, lambda input, pad, mode: F.pad(input, [1, 1, 1, 1]))
case("pixel_shuffle", {"input": x(1, 8, 2, 1), "upscale_factor": 2}, F.pixel_shuffle)
case("pixel_unshuffle", {"input": x(1, 2, 4, 2), "downscale_factor": 2}, F.pixel_unshuffle)
case("unfold", {"input": x(1, 2, 4, 4), "kernel_size": 2, "dilation": 2, "padding": 1, "stride": 2}, F.unfold)
case("unfold", {"input": x(1, 1, 4, 5), "kernel_size": pair(2, 3), "dilation": pair(1, 2), "padding": pair(0, 1), "stride": pair(2, 1)}, lambda input, **a: F.unfold(input, **{k: plain(v) for k, v in a.items()}))
case("fold", {"input": x(1, 8, 4), "output_size": 4, "kernel_size": 2, "stride": 2}, F.fold)
case("one_hot", {"x": ints([0, 2, 1]), "num_classes": 4}, lambda x, num_classes: F.one_hot(x, num_classes))
case("scaled_dot_product_attention", {"query": x(1, 2, 3, 4), "key": x(1, 2, 5, 4), "value": x(1, 2, 5, 2)}, lambda query, key, value: torch.softmax(query @ key.transpose(-1, -2) / 2, -1) @ value)
case("scaled_dot_product_attention", {"query": x(1, 3, 4), "key": x(1, 3, 4), "value": x(1, 3, 2), "is_casual": True}, lambda query, key, value, is_casual: torch.softmax(query @ key.transpose(-1, -2) / 2 + torch.full((3, 3), -math.inf).double().triu(1), -1) @ value)
case("scaled_dot_product_attention", {"query": x(1, 3, 4), "key": x(1, 3, 4), "value": x(1, 3, 2), "attn_mask": x(3, 3)}, lambda query, key, value, attn_mask: torch.softmax(query @ key.transpose(-1, -2) / 2 + attn_mask, -1) @ value)

# layers with parameters: TorchSharp's arguments, then how PyTorch is asked for the same
double = {"dtype": torch.float64}
module("Linear", {"inputSize": 3, "outputSize": 4}, [x(2, 3)], lambda: nn.Linear(3, 4, **double))
module("Linear", {"inputSize": 3, "outputSize": 2, "hasBias": False}, [x(2, 3)], lambda: nn.Linear(3, 2, bias=False, **double))
module("Bilinear", {"in1_features": 3, "in2_features": 2, "out_features": 2}, [x(2, 3), x(2, 2)], lambda: nn.Bilinear(3, 2, 2, **double))
module("Bilinear", {"in1_features": 3, "in2_features": 2, "out_features": 2, "hasBias": False}, [x(2, 3), x(2, 2)], lambda: nn.Bilinear(3, 2, 2, bias=False, **double))
module("PReLU", {"num_parameters": 3, "init": 0.4}, [x(2, 3, 2)], lambda: nn.PReLU(3, 0.4, **double))
directions = {1: [7], 2: [5, 6], 3: [4, 3, 4]}
mode_names = {"Zeros": "zeros", "Reflect": "reflect", "Replicate": "replicate", "Circular": "circular"}
for n, shape in directions.items():
    layer, transposed = getattr(nn, f"Conv{n}d"), getattr(nn, f"ConvTranspose{n}d")
    for mode in mode_names:
        module(f"Conv{n}d", {"in_channels": 2, "out_channels": 2, "kernel_size": 3, "stride": 2, "padding": 1, "padding_mode": mode, "groups": 2}, [x(1, 2, *shape)], lambda: layer(2, 2, 3, 2, 1, groups=2, padding_mode=mode_names[mode], **double))
        module(f"Conv{n}d", {"in_channels": 1, "out_channels": 1, "kernel_size": 2, "padding": "Same", "padding_mode": mode, "bias": False}, [x(1, 1, *shape)], lambda: layer(1, 1, 2, padding="same", padding_mode=mode_names[mode], bias=False, **double))
    module(f"Conv{n}d", {"in_channels": 1, "out_channels": 2, "kernel_size": 2, "padding": "Valid", "dilation": 2}, [x(1, *shape)], lambda: layer(1, 2, 2, padding="valid", dilation=2, **double))
    module(f"ConvTranspose{n}d", {"in_channels": 2, "out_channels": 4, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 1, "groups": 2}, [x(1, 2, *[2] * n)], lambda: transposed(2, 4, 3, 2, 1, 1, groups=2, **double))
    if n > 1:
        kernel, stride, pad, dilation = [2, 3, 1][:n], [1, 2, 2][:n], [1, 0, 1][:n], [2, 1, 1][:n]
        tuples = {"kernel_size": pair(*kernel), "stride": pair(*stride), "dilation": pair(*dilation)}
        module(f"Conv{n}d", {"in_channels": 1, "out_channels": 1, **tuples, "padding": pair(*pad)}, [x(1, 1, *shape)], lambda: layer(1, 1, kernel, stride, pad, dilation, **double))
        module(f"ConvTranspose{n}d", {"in_channels": 1, "out_channels": 1, **tuples, "padding": pair(*pad), "output_padding": pair(*[1, 0, 0][:n])}, [x(1, 1, *[2] * n)], lambda: transposed(1, 1, kernel, stride, pad, [1, 0, 0][:n], dilation=dilation, **double))
    module(f"BatchNorm{n}d", {"num_features": 2, "eps": 0.01, "momentum": 0.3}, [x(2, 2, *shape[:n])], lambda: getattr(nn, f"BatchNorm{n}d")(2, 0.01, 0.3, **double))
    module(f"BatchNorm{n}d", {"num_features": 2, "affine": False, "track_running_stats": False}, [x(2, 2, *shape[:n])], lambda: getattr(nn, f"BatchNorm{n}d")(2, affine=False, track_running_stats=False, **double))
    module(f"InstanceNorm{n}d", {"num_features": 2, "eps": 0.01, "momentum": 0.3, "affine": True, "track_running_stats": True}, [x(2, 2, *shape[:n])], lambda: getattr(nn, f"InstanceNorm{n}d")(2, 0.01, 0.3, True, True, **double))
    module(f"InstanceNorm{n}d", {"num_features": 2}, [x(2, *shape[:n])], lambda: getattr(nn, f"InstanceNorm{n}d")(2, **double))
module("BatchNorm1d", {"num_features": 2}, [x(4, 2)], lambda: nn.BatchNorm1d(2, **double))
module("GroupNorm", {"num_groups": 2, "num_channels": 4, "eps": 0.01}, [x(2, 4, 3)], lambda: nn.GroupNorm(2, 4, 0.01, **double))
module("GroupNorm", {"num_groups": 2, "num_channels": 4, "affine": False}, [x(2, 4, 3)], lambda: nn.GroupNorm(2, 4, affine=False, **double))
module("LayerNorm", {"normalized_shape": [2, 3], "eps": 0.01}, [x(2, 2, 3)], lambda: nn.LayerNorm([2, 3], 0.01, **double))
module("LayerNorm", {"normalized_shape": 3, "elementwise_affine": False}, [x(2, 3)], lambda: nn.LayerNorm(3, elementwise_affine=False, **double))

# layers without parameters
for name in ("ReLU", "ReLU6", "SELU", "GELU", "SiLU", "Mish", "Tanh", "Sigmoid", "Hardsigmoid", "Hardswish", "Softsign", "Tanhshrink", "LogSigmoid", "Hardshrink", "Softshrink", "Softplus", "Hardtanh", "ELU", "CELU", "LeakyReLU", "RReLU", "GLU", "Dropout", "AlphaDropout"):
    module(name, {}, [x(2, 6)], lambda: getattr(nn, name)())
for name, given in (("RReLU", {"lower": 0.2, "upper": 0.7}), ("ELU", {"alpha": 0.6}), ("CELU", {"alpha": 0.6}), ("LeakyReLU", {"negative_slope": 0.3}), ("Hardtanh", {"min_val": -0.2, "max_val": 0.4}), ("Softplus", {"beta": 2, "threshold": 1}), ("Threshold", {"threshold": 0.2, "value": 7}), ("Softmax", {"dim": 0}), ("Softmin", {"dim": 0}), ("LogSoftmax", {"dim": 0}), ("GLU", {"dim": 0}), ("Dropout", {"p": 0.3}), ("AlphaDropout", {"p": 0.3}), ("FeatureAlphaDropout", {"p": 0.3}), ("Flatten", {"start_dim": 0})):
    module(name, given, [x(2, 6)], lambda: getattr(nn, name)(**given))
for name in ("Hardshrink", "Softshrink"):
    module(name, {"lambda": 0.7}, [x(6)], lambda: getattr(nn, name)(0.7))
module("GELU", {"approximate": "tanh"}, [x(6)], lambda: nn.GELU("tanh"))
module("Softmax2d", {}, [x(1, 3, 1, 2)], nn.Softmax2d)
module("Identity", {}, [x(3)], nn.Identity)
module("Flatten", {}, [x(2, 2, 3)], nn.Flatten)
module("Unflatten", {"dim": 1, "unflattened_size": [2, 3]}, [x(2, 6)], lambda: nn.Unflatten(1, (2, 3)))
module("ChannelShuffle", {"groups": 2}, [x(1, 4, 1, 2)], lambda: nn.ChannelShuffle(2))
module("PixelShuffle", {"upscale_factor": 2}, [x(1, 4, 1, 2)], lambda: nn.PixelShuffle(2))
module("PixelUnshuffle", {"downscale_factor": 2}, [x(1, 1, 2, 4)], lambda: nn.PixelUnshuffle(2))
module("LocalResponseNorm", {"size": 3, "alpha": 0.5, "beta": 0.6, "k": 2}, [x(1, 5, 2)], lambda: nn.LocalResponseNorm(3, 0.5, 0.6, 2))
module("CosineSimilarity", {"dim": 0, "eps": 1e-4}, [x(2, 3), x(2, 3)], lambda: nn.CosineSimilarity(0, 1e-4))
module("PairwiseDistance", {"p": 1, "eps": 0.01, "keepdim": True}, [x(2, 3), x(2, 3)], lambda: nn.PairwiseDistance(1, 0.01, True))
module("Upsample", {"scale_factor": [2, 1.5], "mode": "Bilinear", "align_corners": True}, [x(1, 1, 2, 2)], lambda: nn.Upsample(scale_factor=(2, 1.5), mode="bilinear", align_corners=True))
module("Upsample", {"size": [5]}, [x(1, 1, 3)], lambda: nn.Upsample(size=5))
module("Unfold", {"kernel_size": pair(2, 3), "padding": pair(0, 1)}, [x(1, 2, 3, 3)], lambda: nn.Unfold((2, 3), padding=(0, 1)))
module("Unfold", {"kernel_size": 2, "stride": 2}, [x(1, 1, 4, 4)], lambda: nn.Unfold(2, stride=2))
module("Fold", {"output_size": 4, "kernel_size": 2, "stride": 2}, [x(1, 4, 4)], lambda: nn.Fold(4, 2, stride=2))
module("Fold", {"output_size": pair(4, 3), "kernel_size": pair(2, 1), "stride": pair(2, 1)}, [x(1, 2, 6)], lambda: nn.Fold((4, 3), (2, 1), stride=(2, 1)))
for n, shape in directions.items():
    for name, given in ((f"MaxPool{n}d", {"kernel_size": 2, "stride": 1, "padding": 1}), (f"MaxPool{n}d", {"kernel_size": 2}), (f"AvgPool{n}d", {"kernel_size": 2, "stride": 1, "padding": 1, "count_include_pad": False}), (f"AvgPool{n}d", {"kernel_size": 2, "ceil_mode": True}), (f"AdaptiveAvgPool{n}d", {"output_size": 2})):
        module(name, given, [x(1, 2, *shape)], lambda: getattr(nn, name)(**given))
    size = 2 if n == 1 else [2, 3, 1][:n]
    module(f"AdaptiveMaxPool{n}d", {"output_size": size}, [x(1, 2, *shape)], lambda: getattr(nn, f"AdaptiveMaxPool{n}d")(size))
    if n > 1:
        module(f"MaxPool{n}d", {"kernel_size": pair(*[2, 3, 1][:n]), "stride": pair(*[1, 2, 2][:n])}, [x(1, 1, *shape)], lambda: getattr(nn, f"MaxPool{n}d")([2, 3, 1][:n], [1, 2, 2][:n]))
        module(f"AvgPool{n}d", {"kernel_size": [2, 3, 1][:n], "divisor_override": 5}, [x(1, 1, *shape)], lambda: getattr(nn, f"AvgPool{n}d")([2, 3, 1][:n], divisor_override=5))
        module(f"AdaptiveAvgPool{n}d", {"output_size": pair(*size)}, [x(1, 1, *shape)], lambda: getattr(nn, f"AdaptiveAvgPool{n}d")(size))
        module(f"FractionalMaxPool{n}d", {"kernel_size": pair(*[2] * n), "output_size": pair(*[2, 3, 1][:n])}, [x(1, 2, *[6, 7, 5][:n])], lambda: getattr(nn, f"FractionalMaxPool{n}d")(2, [2, 3, 1][:n]))
    sides = [1, 2, 0, 1, 2, 1][:2 * n]
    for name, more in ((f"ConstantPad{n}d", {"value": 0.5}), (f"ReflectionPad{n}d", {}), (f"ReplicationPad{n}d", {})) + ((("ZeroPad2d", {}),) if n == 2 else ()):
        module(name, {"padding": pair(*sides), **more}, [x(1, 1, *shape)], lambda: getattr(nn, name)(tuple(sides), *more.values()))
        module(name, {"padding": 1, **more}, [x(1, 1, *shape)], lambda: getattr(nn, name)(1, *more.values()))
module("LPPool1d", {"norm_type": 2, "kernel_size": 3}, [x(1, 1, 7)], lambda: nn.LPPool1d(2, 3))
module("LPPool2d", {"norm_type": 3, "kernel_size": [2, 3], "stride": [1, 1]}, [x(1, 1, 4, 5, kind="positive")], lambda: nn.LPPool2d(3, (2, 3), (1, 1)))
module("MaxUnpool1d", {"kernel_size": 2}, [x(1, 1, 3), ints([1, 2, 5], 1, 1, 3)], lambda: nn.MaxUnpool1d(2))
module("MaxUnpool2d", {"kernel_size": 2}, [x(1, 1, 2, 2), ints([0, 3, 8, 11], 1, 1, 2, 2)], lambda: nn.MaxUnpool2d(2))
module("MaxUnpool3d", {"kernel_size": pair(2, 2, 1)}, [x(1, 1, 1, 2, 2), ints([0, 3, 8, 11], 1, 1, 1, 2, 2)], lambda: nn.MaxUnpool3d((2, 2, 1)))
for n in (1, 2, 3):
    module(f"Dropout{n}d", {"p": 0.4}, [x(1, 8, *[2] * n)], lambda: getattr(nn, f"Dropout{n}d")(0.4))

# losses
elements, flags = [x(2, 3), x(2, 3)], [x(2, 3), x(2, 3, kind="positive")]
for name, given, inputs, more in (
    ("MSELoss", {}, elements, {}), ("L1Loss", {}, elements, {}), ("SmoothL1Loss", {"beta": 0.3}, elements, {}), ("HuberLoss", {"delta": 0.3}, elements, {}),
    ("KLDivLoss", {}, [x(2, 3), x(2, 3)], {"log_target": True}), ("KLDivLoss", {"log_target": False}, flags, {}),
    ("PoissonNLLLoss", {"full": True}, flags, {}), ("HingeEmbeddingLoss", {}, [x(6), x(6, kind="signs")], {}), ("HingeEmbeddingLoss", {"margin": 0.2}, [x(6), x(6, kind="signs")], {}),
    ("SoftMarginLoss", {}, [x(6), x(6, kind="signs")], {}), ("MultiLabelMarginLoss", {}, [x(1, 4), ints([3, 0, -1, 1], 1, 4)], {}),
    ("CrossEntropyLoss", {"ignore_index": 3}, [x(3, 4), ints([1, 3, 0])], {}), ("CrossEntropyLoss", {}, [x(3, 4), ints([1, 3, 0])], {}), ("NLLLoss", {}, [x(3, 4), ints([1, 3, 0])], {}),
    ("BCELoss", {}, [x(2, 3, kind="positive"), x(2, 3, kind="positive")], {}), ("BCEWithLogitsLoss", {}, flags, {}), ("MultiLabelSoftMarginLoss", {}, flags, {}),
    ("MultiMarginLoss", {"p": 2, "margin": 0.5}, [x(3, 4), ints([1, 3, 0])], {}), ("MarginRankingLoss", {"margin": 0.3}, [x(4), x(4), x(4, kind="signs")], {}),
    ("CosineEmbeddingLoss", {"margin": -0.4}, [x(4, 3), x(4, 3), x(4, kind="signs")], {}), ("GaussianNLLLoss", {"full": True}, [*elements, x(2, 3, kind="positive")], {}),
    ("TripletMarginLoss", {"margin": 1.5, "p": 3, "swap": True}, [x(3, 4), x(3, 4), x(3, 4)], {}), ("TripletMarginWithDistanceLoss", {"margin": 1.5}, [x(3, 4), x(3, 4), x(3, 4)], {}),
    ("CTCLoss", {}, [x(5, 2, 4, kind="logs"), ints([1, 2, 3, 1], 2, 2), ints([5, 4]), ints([2, 1])], {})):
    module(name, given, inputs, lambda: getattr(nn, name)(**given, **more))
    module(name, {**given, "reduction": "Sum"}, inputs, lambda: getattr(nn, name)(**given, **more, reduction="sum"))
