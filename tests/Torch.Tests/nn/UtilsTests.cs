using TorchSharp.Modules;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

public class UtilsTests
{
    static Parameter[] WithGradients() =>
    [
        new(zeros(2)) { grad = tensor(new[] { 3f, 0f }) },
        new(zeros(1)),
        new(zeros(1, 1)) { grad = tensor(new[,] { { -4f } }) },
    ];

    [Fact]
    public void Gradients_are_scaled_to_a_norm()
    {
        var parameters = WithGradients();
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 2.5), 1e-6);
        Equal([1.5, 0], parameters[0].grad!);
        Equal([-2], parameters[2].grad!, [1, 1]);
        Assert.Null(parameters[1].grad);
        Assert.Equal(2.5, nn.utils.clip_grad_norm_(parameters, 10), 1e-6);
        Equal([1.5, 0], parameters[0].grad!);
    }

    [Fact]
    public void Other_norms()
    {
        Assert.Equal(7, nn.utils.clip_grad_norm_(WithGradients(), 1, norm_type: 1), 1e-6);
        Assert.Equal(4, nn.utils.clip_grad_norm_(WithGradients(), 1, norm_type: double.PositiveInfinity), 1e-6);
        Assert.Equal(0, nn.utils.clip_grad_norm_([new Parameter(zeros(1))], 1));
    }

    [Fact]
    public void Gradients_are_limited_by_value()
    {
        var parameters = WithGradients();
        nn.utils.clip_grad_value_(parameters, 1.5);
        Equal([1.5, 0], parameters[0].grad!);
        Equal([-1.5], parameters[2].grad!, [1, 1]);
    }

    [Fact]
    public void Parameters_to_a_vector_and_back()
    {
        Parameter[] parameters = [new(tensor(new[,] { { 1f, 2f } })), new(tensor(3f))];
        var vector = nn.utils.parameters_to_vector(parameters);
        Equal([1, 2, 3], vector);
        Assert.True(vector.requires_grad);
        nn.utils.vector_to_parameters(tensor(new[] { 4f, 5f, 6f }), parameters);
        Equal([4, 5], parameters[0], [1, 2]);
        Assert.Equal(6, parameters[1].item<float>());
        Assert.Contains("2 elements, the parameters 3", Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(ones(2), parameters)).Message);
    }

    static BatchNorm2d Trained(long channels)
    {
        var bn = nn.BatchNorm2d(channels);
        nn.init.uniform_(bn.weight!, 0.5, 2);
        nn.init.normal_(bn.bias!);
        for (var i = 0; i < 3; i++) bn.call(randn(4, channels, 3, 3) * 2 + 1);
        bn.eval();
        return bn;
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_convolution_and_its_batch_norm_become_one(bool bias, bool affine)
    {
        var (conv, bn) = (nn.Conv2d(2, 3, 3, bias: bias), Trained(3));
        if (!affine) (bn.weight, bn.bias) = (null, null);
        var x = randn(2, 2, 5, 5);
        var (weight, fused) = nn.utils.fuse_conv_bn_weights(conv.weight, conv.bias, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias);
        Equal(bn.call(conv.call(x)), nn.functional.conv2d(x, weight, fused), 1e-5);
        var (turned, _) = nn.utils.fuse_conv_bn_weights(conv.weight.transpose(0, 1), conv.bias, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias, transpose: true);
        Equal(weight.transpose(0, 1), turned);
        Assert.True(weight.is_leaf && weight.requires_grad);
    }

    [Fact]
    public void A_linear_map_and_its_batch_norm_become_one()
    {
        var (linear, bn) = (nn.Linear(4, 3), nn.BatchNorm1d(3));
        bn.call(randn(8, 3) * 3 - 1);
        Assert.Contains("eval()", Assert.Throws<ArgumentException>(() => nn.utils.fuse_linear_bn_eval(linear, bn)).Message);
        linear.eval();
        bn.eval();
        var x = randn(5, 4);
        var fused = nn.utils.fuse_linear_bn_eval(linear, bn);
        Equal(bn.call(linear.call(x)), fused.call(x), 1e-5);
        Assert.False(fused.training);
        var bare = nn.BatchNorm1d(3, track_running_stats: false);
        bare.eval();
        Assert.Contains("running statistics", Assert.Throws<ArgumentException>(() => nn.utils.fuse_linear_bn_eval(linear, bare)).Message);
        using var scope = NewDisposeScope();
        nn.utils.fuse_linear_bn_weights(linear.weight, null, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias);
        Assert.Equal(2, scope.DisposablesCount);
    }
}
