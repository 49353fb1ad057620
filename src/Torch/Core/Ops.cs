namespace TorchSharp;

/// <summary>Every operator that this library calls: its name in libtorch and the overload. They are looked up when first called.</summary>
static class Ops
{
    // element by element
    internal static readonly Op
        exp = new("exp"), log = new("log"), sqrt = new("sqrt"), abs = new("abs"), tanh = new("tanh"), sigmoid = new("sigmoid"), relu = new("relu"),
        sign = new("sign"), neg = new("neg"), sin = new("sin"), cos = new("cos"), log1p = new("log1p"), expm1 = new("expm1"), log2 = new("log2"),
        log10 = new("log10"), rsqrt = new("rsqrt"), reciprocal = new("reciprocal"), floor = new("floor"), ceil = new("ceil"), square = new("square"),
        erf = new("erf"), isfinite = new("isfinite"), isnan = new("isnan"), isinf = new("isinf"), logical_not = new("logical_not"),
        silu = new("silu"), trunc = new("trunc"), exp_ = new("exp_"), log_ = new("log_"), sqrt_ = new("sqrt_"), abs_ = new("abs_"),
        tanh_ = new("tanh_"), sigmoid_ = new("sigmoid_"), relu_ = new("relu_"), sign_ = new("sign_"), neg_ = new("neg_"), sin_ = new("sin_"),
        cos_ = new("cos_"), reciprocal_ = new("reciprocal_"), floor_ = new("floor_"), ceil_ = new("ceil_"), bitwise_not = new("bitwise_not");

    // arithmetic
    internal static readonly Op
        add = new("add", "Tensor"), add_Scalar = new("add", "Scalar"), add_ = new("add_", "Tensor"), add_Scalar_ = new("add_", "Scalar"),
        sub = new("sub", "Tensor"), sub_Scalar = new("sub", "Scalar"), sub_ = new("sub_", "Tensor"), sub_Scalar_ = new("sub_", "Scalar"),
        rsub_Scalar = new("rsub", "Scalar"), mul = new("mul", "Tensor"), mul_Scalar = new("mul", "Scalar"), mul_ = new("mul_", "Tensor"),
        mul_Scalar_ = new("mul_", "Scalar"), div = new("div", "Tensor"), div_Scalar = new("div", "Scalar"), div_ = new("div_", "Tensor"),
        div_Scalar_ = new("div_", "Scalar"), div_mode = new("div", "Tensor_mode"), div_Scalar_mode = new("div", "Scalar_mode"),
        div_mode_ = new("div_", "Tensor_mode"), div_Scalar_mode_ = new("div_", "Scalar_mode"), pow = new("pow", "Tensor_Tensor"),
        pow_Scalar = new("pow", "Tensor_Scalar"), pow_ = new("pow_", "Tensor"), pow_Scalar_ = new("pow_", "Scalar"),
        remainder = new("remainder", "Tensor"), remainder_Scalar = new("remainder", "Scalar"), addcmul = new("addcmul"), addcmul_ = new("addcmul_"),
        addcdiv = new("addcdiv"), addcdiv_ = new("addcdiv_"), lerp = new("lerp", "Tensor"), clamp = new("clamp"),
        clamp_Tensor = new("clamp", "Tensor"), clamp_ = new("clamp_"), clamp_Tensor_ = new("clamp_", "Tensor"), clamp_min = new("clamp_min"),
        clamp_max = new("clamp_max"), clamp_min_ = new("clamp_min_"), clamp_max_ = new("clamp_max_"), maximum = new("maximum"),
        minimum = new("minimum"), bitwise_and = new("bitwise_and", "Tensor"), bitwise_or = new("bitwise_or", "Tensor"),
        bitwise_xor = new("bitwise_xor", "Tensor");

    // comparisons
    internal static readonly Op
        eq = new("eq", "Tensor"), eq_Scalar = new("eq", "Scalar"), ne = new("ne", "Tensor"), ne_Scalar = new("ne", "Scalar"),
        lt = new("lt", "Tensor"), lt_Scalar = new("lt", "Scalar"), le = new("le", "Tensor"), le_Scalar = new("le", "Scalar"),
        gt = new("gt", "Tensor"), gt_Scalar = new("gt", "Scalar"), ge = new("ge", "Tensor"), ge_Scalar = new("ge", "Scalar"),
        logical_and = new("logical_and"), logical_or = new("logical_or"), logical_xor = new("logical_xor"), allclose = new("allclose"),
        isclose = new("isclose"), equal = new("equal"), where = new("where", "self"), masked_fill = new("masked_fill", "Scalar"),
        masked_fill_ = new("masked_fill_", "Scalar"), masked_select = new("masked_select"), nonzero = new("nonzero");

    // reductions and scans
    internal static readonly Op
        sum = new("sum"), sum_dim = new("sum", "dim_IntList"), mean = new("mean"), mean_dim = new("mean", "dim"), prod = new("prod"),
        prod_dim = new("prod", "dim_int"), std = new("std"), std_dim = new("std", "dim"), var = new("var"), var_dim = new("var", "dim"),
        max = new("max"), max_dim = new("max", "dim"), min = new("min"), min_dim = new("min", "dim"), amax = new("amax"), amin = new("amin"),
        argmax = new("argmax"), argmin = new("argmin"), median = new("median"), all = new("all"), all_dim = new("all", "dim"), any = new("any"),
        any_dim = new("any", "dim"), logsumexp = new("logsumexp"), norm = new("norm", "Scalar"), norm_dim = new("norm", "ScalarOpt_dim"),
        cumsum = new("cumsum"), cumprod = new("cumprod"), softmax = new("softmax", "int"), log_softmax = new("log_softmax", "int"),
        sort = new("sort", "stable"), argsort = new("argsort"), topk = new("topk");

    // linear algebra
    internal static readonly Op
        matmul = new("matmul"), mm = new("mm"), mv = new("mv"), bmm = new("bmm"), dot = new("dot"), outer = new("outer"), diag = new("diag"),
        trace = new("trace"), tril = new("tril"), triu = new("triu"), einsum = new("einsum"), linalg_vector_norm = new("linalg_vector_norm"),
        linalg_norm = new("linalg_norm"), linalg_norm_str = new("linalg_norm", "ord_str");

    // shapes
    internal static readonly Op
        view = new("view"), reshape = new("reshape"), flatten = new("flatten", "using_ints"), squeeze = new("squeeze"),
        squeeze_dim = new("squeeze", "dim"), unsqueeze = new("unsqueeze"), transpose = new("transpose", "int"), t = new("t"),
        numpy_T = new("numpy_T"), mT = new("mT"), permute = new("permute"), expand = new("expand"), broadcast_to = new("broadcast_to"),
        repeat = new("repeat"), flip = new("flip"), unbind = new("unbind", "int"), split = new("split", "Tensor"),
        split_sizes = new("split_with_sizes"), chunk = new("chunk"), stack = new("stack"), cat = new("cat"), vstack = new("vstack");

    // indexing
    internal static readonly Op
        alias = new("alias"), index = new("index", "Tensor"), index_put_ = new("index_put_"), select = new("select", "int"),
        slice = new("slice", "Tensor"), narrow = new("narrow"), index_select = new("index_select"), gather = new("gather"),
        scatter = new("scatter", "src"), scatter_ = new("scatter_", "src"), scatter_add = new("scatter_add"), scatter_add_ = new("scatter_add_");

    // making and copying
    internal static readonly Op
        zeros = new("zeros"), ones = new("ones"), empty = new("empty", "memory_format"), full = new("full"), eye = new("eye", "m"),
        arange = new("arange", "start_step"), linspace = new("linspace"), zeros_like = new("zeros_like"), ones_like = new("ones_like"),
        empty_like = new("empty_like"), full_like = new("full_like"), clone = new("clone"), detach = new("detach"), detach_ = new("detach_"),
        contiguous = new("contiguous"), copy_ = new("copy_"), zero_ = new("zero_"), fill_ = new("fill_", "Scalar"), to_device = new("to", "device"),
        to_dtype = new("to", "dtype"), item = new("item"), set_data = new("set_data");

    // random numbers
    internal static readonly Op
        rand = new("rand", "generator"), randn = new("randn", "generator"), randint = new("randint", "low_generator"),
        randperm = new("randperm", "generator"), rand_like = new("rand_like"), randn_like = new("randn_like"), uniform_ = new("uniform_"),
        normal_ = new("normal_"), bernoulli = new("bernoulli"), bernoulli_ = new("bernoulli_", "float"), multinomial = new("multinomial");

    // networks
    internal static readonly Op
        linear = new("linear"), conv2d = new("conv2d"), max_pool2d = new("max_pool2d"), batch_norm = new("batch_norm"),
        layer_norm = new("layer_norm"), embedding = new("embedding"), dropout = new("dropout"), dropout_ = new("dropout_"), gelu = new("gelu"),
        gelu_ = new("gelu_"), leaky_relu = new("leaky_relu"), leaky_relu_ = new("leaky_relu_"), mse_loss = new("mse_loss"), l1_loss = new("l1_loss"),
        smooth_l1_loss = new("smooth_l1_loss"), huber_loss = new("huber_loss"), cross_entropy_loss = new("cross_entropy_loss"),
        nll_loss = new("nll_loss_nd"), binary_cross_entropy_with_logits = new("binary_cross_entropy_with_logits"), one_hot = new("one_hot"),
        softplus = new("softplus");
}
