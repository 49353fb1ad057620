using System.Runtime.InteropServices;
using TorchSharp;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>What the recorded numbers do not say: work in place, errors, first values.</summary>
public class FunctionalTests
{
    public static TheoryData<string> InPlaceFunctions => [.. typeof(functional).GetMethods().Where(m => m.GetParameters().Any(p => p.Name == "inplace")).Select(m => m.ToString()!)];

    [Theory, MemberData(nameof(InPlaceFunctions))]
    public void In_place_changes_the_argument_and_gives_it_back(string signature)
    {
        var method = typeof(functional).GetMethods().Single(m => m.ToString() == signature);
        var x = linspace(-2, 3, 24).reshape(1, 3, 2, 2, 2);
        Tensor Run(Tensor argument, bool inplace)
        {
            manual_seed(1);
            return (Tensor)method.Invoke(null, [.. method.GetParameters().Select((p, i) => i == 0 ? argument : p.Name switch
            {
                "inplace" => inplace,
                "training" => true,
                "approximate" => TorchSharp.Modules.GELU.Approximate.tanh,
                _ => p.HasDefaultValue ? p.DefaultValue : 0.7,
            })])!;
        }
        if (method.Name == "dropout1d") x = x.reshape(2, 3, 4);
        var copy = x.clone();
        var expected = Run(x, false);
        Assert.False(expected.Equals(x));
        Assert.Same(copy, Run(copy, true));
        Equal(expected, copy);
    }

    [Fact]
    public void Modules_work_in_place_where_they_say_so()
    {
        var makers = typeof(nn).GetMethods().Where(m => m.GetParameters() is [.., { Name: "inplace" }] parameters && parameters[..^1].All(p => p.ParameterType == typeof(double))).ToList();
        Assert.True(makers.Count > 20, $"Only {makers.Count} modules were found.");
        foreach (var maker in makers)
        {
            var x = linspace(-2, 3, 12).reshape(1, 3, 4);
            var layer = (Module<Tensor, Tensor>)maker.Invoke(null, [.. maker.GetParameters().Select(p => p.ParameterType == typeof(bool) ? true : (object)0.5)])!;
            Assert.Same(x, layer.call(x));
            Assert.False(x.Equals(linspace(-2, 3, 12).reshape(1, 3, 4)), $"{maker.Name} did not change its argument.");
        }
    }

    static readonly Dictionary<string, (Func<object> Call, Type Error, string Message)> Errors = new()
    {
        ["window larger than image"] = (() => functional.max_pool2d(ones(1, 1, 2, 2), 3), typeof(ExternalException), "Output size is too small"),
        ["kernel larger than image"] = (() => Conv2d(1, 1, 5).call(ones(1, 1, 3, 3)), typeof(ExternalException), "Kernel size can't be greater"),
        ["negative kernel"] = (() => functional.avg_pool2d(ones(1, 1, 2, 2), -1), typeof(ExternalException), "kernel"),
        ["other channels"] = (() => Conv2d(3, 4, 3).call(ones(1, 1, 8, 8)), typeof(ArgumentException), "with 3 channels to Conv2d."),
        ["other rank"] = (() => ConvTranspose1d(3, 4, 3).call(ones(3)), typeof(ArgumentException), "Expected 2D (unbatched) or 3D (batched) input"),
        ["no groups"] = (() => Conv1d(3, 4, 3, groups: 0), typeof(ArgumentException), "groups must be positive"),
        ["groups that do not divide"] = (() => Conv3d(4, 3, 3, groups: 2), typeof(ArgumentException), "out_channels must be divisible"),
        ["same with stride"] = (() => Conv2d(1, 1, 3, Padding.Same, stride: 2), typeof(ArgumentException), "padding='same'"),
        ["transposed with border"] = (() => ConvTranspose2d(1, 1, 3, padding_mode: PaddingModes.Reflect), typeof(ArgumentException), "Only PaddingModes.Zeros"),
        ["impossible output size"] = (() => ConvTranspose2d(1, 1, 3, stride: 2).forward(ones(1, 1, 2, 2), [5, 9]), typeof(ArgumentException), "must lie between 5 and 6"),
        ["output size of other rank"] = (() => ConvTranspose2d(1, 1, 3).forward(ones(1, 1, 2, 2), [5]), typeof(ArgumentException), "must have 2 or 4 elements"),
        ["batch norm of other rank"] = (() => BatchNorm3d(3).call(ones(2, 3)), typeof(ArgumentException), "expected 5D input, but got 2D input."),
        ["instance norm of other rank"] = (() => InstanceNorm2d(3).call(ones(2, 3)), typeof(ArgumentException), "expected 3D or 4D input, but got 2D input."),
        ["group norm of other channels"] = (() => GroupNorm(3, 4).call(ones(1, 4)), typeof(ExternalException), "num"),
        ["response norm of vectors"] = (() => functional.local_response_norm(ones(2, 3), 2), typeof(ArgumentException), "at least 3 dimensions"),
        ["dropout1d of images"] = (() => functional.dropout1d(ones(1, 1, 2, 2)), typeof(ArgumentException), "but got 4 dimensions"),
        ["one_hot of floats"] = (() => functional.one_hot(ones(2)), typeof(ArgumentException), "Int64"),
        ["targets of other shape"] = (() => functional.binary_cross_entropy_with_logits(ones(2), ones(1)), typeof(ArgumentException), "[2], but got [1]"),
        ["negative variance"] = (() => functional.gaussian_nll_loss(ones(2), ones(2), full(2, -1f)), typeof(ArgumentException), "negative"),
        ["variance of other shape"] = (() => functional.gaussian_nll_loss(ones(2, 3), ones(2, 3), ones(3)), typeof(ArgumentException), "incorrect size"),
        ["unpooled size too far away"] = (() => functional.max_unpool2d(ones(1, 1, 1, 1), zeros(1, 1, 1, 1, dtype: int64), [2, 2], output_size: [4, 2]), typeof(ArgumentException), "invalid output_size"),
        ["unpooled size of other rank"] = (() => functional.max_unpool2d(ones(1, 1, 1, 1), zeros(1, 1, 1, 1, dtype: int64), [2, 2], output_size: [2]), typeof(ArgumentException), "length of '1'"),
        ["fraction above one"] = (() => functional.fractional_max_pool2d(ones(1, 4, 4), 2, output_ratio: 1.5), typeof(ArgumentException), "between 0 and 1"),
        ["fraction and size"] = (() => functional.fractional_max_pool2d(ones(1, 4, 4), 2, 2, 0.5), typeof(ArgumentException), "both"),
        ["no size"] = (() => functional.interpolate(ones(1, 1, 2, 2)), typeof(ArgumentException), "either size or scale_factor"),
        ["one factor for two directions"] = (() => functional.interpolate(ones(1, 1, 2, 2), scale_factor: [2]), typeof(ArgumentException), "2 for 4 dimensions, but got 1"),
        ["corners of nearest"] = (() => functional.interpolate(ones(1, 1, 2), [3], align_corners: true), typeof(ArgumentException), "align_corners"),
        ["antialias of nearest"] = (() => functional.interpolate(ones(1, 1, 2, 2), [3, 3], antialias: true), typeof(ArgumentException), "Anti-alias"),
        ["linear images"] = (() => functional.interpolate(ones(1, 1, 2, 2), [3, 3], mode: InterpolationMode.Linear), typeof(ArgumentException), "Got 4D input, but linear mode needs 3D input"),
        ["value of mirrored border"] = (() => functional.pad(ones(1, 1, 3), (1, 1), PaddingModes.Reflect, 5), typeof(ExternalException), "doesn't take in value"),
        ["grid without size"] = (() => functional.affine_grid(ones(1, 2, 3)), typeof(ArgumentNullException), "size"),
        ["dropout above one"] = (() => Dropout(1.5).call(ones(2)), typeof(ExternalException), "between 0 and 1"),
        ["eye of a vector"] = (() => init.eye_(ones(2)), typeof(ArgumentException), "matrix"),
        ["dirac of a matrix"] = (() => init.dirac_(ones(2, 2)), typeof(ArgumentException), "3 to 5"),
        ["orthogonal vector"] = (() => init.orthogonal_(ones(2)), typeof(ArgumentException), "at least 2"),
        ["sparse vector"] = (() => init.sparse_(ones(2), 0.5), typeof(ArgumentException), "matrix"),
    };

    public static TheoryData<string> ErrorNames => [.. Errors.Keys];

    [Theory, MemberData(nameof(ErrorNames))]
    public void Bad_arguments_are_named(string name)
    {
        var (call, error, message) = Errors[name];
        Assert.Contains(message, Assert.Throws(error, call).Message);
    }

    [Fact]
    public void Padding_can_be_changed()
    {
        var m = Conv2d(1, 1, 3, padding: 1, bias: false);
        Assert.Equal((null, "1,1"), (m.padding_type, string.Join(',', m.padding)));
        m.SetPadding(Padding.Valid);
        Assert.Equal([1, 1, 2, 2], m.call(ones(1, 1, 4, 4)).shape);
        m.SetPadding(Padding.Same);
        Assert.Equal([1, 1, 4, 4], m.call(ones(1, 1, 4, 4)).shape);
        m.SetPadding([0, 2]);
        Assert.Equal([1, 1, 2, 6], m.call(ones(1, 1, 4, 4)).shape);
        m.padding_mode = PaddingModes.Circular;
        Assert.Equal([1, 1, 2, 6], m.call(ones(1, 1, 4, 4)).shape);
        Assert.True(ConvTranspose1d(1, 1, 2).transposed && !m.transposed);
    }

    [Fact]
    public void Pooling_modules_tell_where_maxima_were()
    {
        var x = arange(36.0).reshape(1, 1, 6, 6);
        Equal([7, 9, 11, 19, 21, 23, 31, 33, 35], MaxPool2d(2).forward_with_indices(x).Indices.to(float64), [1, 1, 3, 3]);
        Equal([5, 11], MaxPool1d(6).forward_with_indices(arange(12.0).reshape(1, 2, 6)).Values, [1, 2, 1]);
        Equal([14, 17, 32, 35], AdaptiveMaxPool2d([2, 2]).forward_with_indices(x).indices.to(float64), [1, 1, 2, 2]);
        Equal([35], AdaptiveMaxPool3d([1, 1, 1]).forward_with_indices(x.unsqueeze(0)).output, [1, 1, 1, 1, 1]);
        Assert.Equal([1, 1, 3, 3], FractionalMaxPool2d(2, output_ratio: 0.5).forward_with_indices(x).Indices.shape);
        var (values, indices) = MaxPool2d(2).forward_with_indices(x);
        Assert.Equal([1, 1, 7, 7], MaxUnpool2d(2).call(values, indices, [7, 7]).shape);
    }

    [Fact]
    public void The_gradient_of_adaptive_means_is_written_to_its_first_argument()
    {
        var gradient = empty([1, 1, 2, 2, 2]);
        Assert.Same(gradient, functional.adaptive_avg_pool3d_backward(gradient, full([1, 1, 1, 1, 1], 4f), ones([1, 1, 2, 2, 2])));
        Equal(full([1, 1, 2, 2, 2], 0.5f), gradient);
    }

    [Fact]
    public void First_values_have_the_properties_they_are_named_for()
    {
        manual_seed(1);
        var q = init.orthogonal_(empty(5, 3), 2).to(float64);
        Equal(eye(3, 3, dtype: float64) * 4, q.t().matmul(q), 1e-5);
        var wide = init.orthogonal_(empty(2, 3, 2)).reshape(2, 6);
        Equal(eye(2, 2), wide.matmul(wide.t()), 1e-5);
        var cut = init.trunc_normal_(empty(20_000), mean: 1, std: 2, a: 0, b: 2);
        Assert.True(cut.min().ToDouble() >= 0 && cut.max().ToDouble() <= 2);
        Assert.Equal(1, cut.mean().ToDouble(), 0.02);
        Assert.Equal(0.5677, cut.std().ToDouble(), 0.01);
        var sparse = init.sparse_(empty(10, 4), 0.25, 3);
        Equal([7, 7, 7, 7], (sparse != 0).to(float64).sum([0L]));
        var x = randn(1, 3, 4, 4);
        Equal(functional.pad(x, (0, 0, 0, 0)), functional.conv2d(x, init.dirac_(empty(3, 3, 3, 3)), padding: [1, 1]));
        Equal([1, 0, 0, 0, 1, 0], init.eye_(empty(2, 3)), [2, 3]);
        manual_seed(4);
        var glorot = init.glorot_normal_(empty(3, 4));
        manual_seed(4);
        Equal(init.xavier_normal_(empty(3, 4)), glorot);
        manual_seed(4);
        Assert.False(glorot.Equals(init.glorot_uniform_(empty(3, 4))));
    }
}
