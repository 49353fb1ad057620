using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>Layers against sums written out, and their gradients against differences.</summary>
public class LayerTests
{
    [Fact]
    public void Linear_is_a_matrix_product_and_a_shift()
    {
        var m = Linear(3, 2);
        var x = randn(4, 3);
        Equal(x.matmul(m.weight.T) + m.bias!, m.call(x));
        Assert.Equal((3L, 2L), (m.in_features, m.out_features));
        Assert.Null(Linear(3, 2, hasBias: false).bias);
        Assert.Equal(float64, Linear(1, 1, dtype: float64).weight.dtype);
        var given = new Parameter(ones(2, 3));
        Assert.Same(given, Linear(given).weight);
        GradientCheck.Run(t => functional.linear(t[0], t[1], t[2]), randn(2, 3), randn(4, 3), randn(4));
    }

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 1)]
    [InlineData(1, 1, 1, 2)]
    public void Conv2d_is_a_sum_over_windows(int stride, int padding, int dilation, int groups)
    {
        var m = Conv2d(4, 6, 3, stride, padding, dilation, groups: groups, dtype: float64);
        var x = randn((long[])[2, 4, 7, 6], float64);
        Equal(Convolve(x, m.weight, m.bias!, stride, padding, dilation, groups), m.call(x));
        GradientCheck.Run(t => functional.conv2d(t[0], t[1], t[2], [stride], [padding], [dilation], groups), randn(1, 4, 6, 6), randn(2, 4 / groups, 3, 3), randn(2));
    }

    [Fact]
    public void Conv2d_takes_pairs()
    {
        var m = Conv2d(1, 1, (2, 3), stride: (2, 1), padding: (0, 1), bias: false);
        Assert.Equal([1, 1, 2, 5], m.call(ones(1, 1, 4, 5)).shape);
        Assert.Equal([1, 1, 2, 3], m.weight.shape);
        Assert.Contains("not divisible by 2", Assert.Throws<ArgumentException>(() => Conv2d(3, 4, 1, groups: 2)).Message);
    }

    [Fact]
    public void BatchNorm_measures_in_training_and_remembers_for_evaluation()
    {
        var m = BatchNorm2d(3, momentum: 0.25, dtype: float64);
        var x = randn((long[])[4, 3, 2, 2], float64) * 3 + 5;
        var (mean, variance) = (x.mean([0, 2, 3]), x.var([0, 2, 3], unbiased: false));
        Equal((x - mean.view(1, 3, 1, 1)) / (variance.view(1, 3, 1, 1) + 1e-5).sqrt(), m.call(x));
        Equal(mean * 0.25, m.running_mean!);
        Equal(0.75 + 0.25 * x.var([0, 2, 3]), m.running_var!);
        Assert.Equal(1, m.num_batches_tracked!.item<long>());
        m.eval();
        Equal((x - m.running_mean!.view(1, 3, 1, 1)) / (m.running_var!.view(1, 3, 1, 1) + 1e-5).sqrt(), m.call(x));
        Assert.Equal(1, m.num_batches_tracked!.item<long>());
        m.reset_running_stats();
        Equal([0, 0, 0], m.running_mean!);
        Assert.Throws<ArgumentException>(() => m.call(ones(2, 3)));
    }

    [Fact]
    public void BatchNorm_variants()
    {
        var x = randn(6, 2);
        var m = BatchNorm1d(2, affine: false, track_running_stats: false);
        Assert.Empty(m.state_dict());
        m.eval();
        Assert.Equal(0, m.call(x).mean().ToDouble(), 1e-6);
        Assert.Equal([6, 2, 3], BatchNorm1d(2).call(randn(6, 2, 3)).shape);
        GradientCheck.Run(t => functional.batch_norm(t[0], null, null, t[1], t[2], training: true), randn(5, 2), randn(2), randn(2));
    }

    [Fact]
    public void LayerNorm_normalises_the_last_dimensions()
    {
        var x = randn((long[])[2, 3, 4], float64);
        var m = LayerNorm([3, 4], dtype: float64);
        var flat = x.flatten(1);
        Equal(((flat - flat.mean([1], true)) / (flat.var(1, false, true) + 1e-5).sqrt()).view(2, 3, 4), m.call(x));
        Assert.Equal(["weight", "bias"], m.named_parameters().Select(p => p.name));
        Assert.Equal(["weight"], LayerNorm(4, bias: false).named_parameters().Select(p => p.name));
        Assert.Empty(LayerNorm(4, elementwise_affine: false).parameters());
        GradientCheck.Run(t => functional.layer_norm(t[0], [4], t[1], t[2]), randn(2, 4), randn(4), randn(4));
    }

    [Fact]
    public void MaxPool2d_takes_the_largest_of_each_window()
    {
        var x = arange(16.0).reshape(1, 1, 4, 4);
        Equal([5, 7, 13, 15], MaxPool2d(2).call(x), [1, 1, 2, 2]);
        Equal([10, 11, 14, 15], MaxPool2d(3, stride: 1).call(x), [1, 1, 2, 2]);
        Equal([5, 7, 13, 15], functional.max_pool2d(x, (2, 2)), [1, 1, 2, 2]);
        Assert.Equal([1, 1, 3, 2], MaxPool2d((2, 3), stride: (1, 2), padding: (0, 1)).call(x).shape);
        Assert.Equal([1, 1, 2, 2], MaxPool2d(3, ceil_mode: true).call(x).shape);
        GradientCheck.Run(t => functional.max_pool2d(t[0], 2), randn(1, 2, 4, 4));
    }

    [Fact]
    public void Dropout_drops_in_training_and_keeps_the_mean()
    {
        manual_seed(2);
        var m = Dropout(0.25);
        var y = m.call(ones(10_000));
        Assert.Equal([0f, 1 / 0.75f], y.data<float>().ToArray().Distinct().Order());
        Assert.Equal(1, y.mean().ToDouble(), 0.03);
        m.eval();
        Equal(ones(5), m.call(ones(5)));
        var x = ones(1000);
        functional.dropout(x, 0.5, inplace: true);
        Assert.True((x == 0).any().ToBoolean());
    }

    [Fact]
    public void Embedding_looks_rows_up_and_trains_all_but_the_padding()
    {
        var m = Embedding(4, 2, padding_idx: -1);
        var rows = m.call(tensor(new long[] { 1, 3, 1 }));
        Assert.Equal([0f, 0f], rows[1].data<float>().ToArray());
        Equal(m.weight[1], rows[0]);
        rows.sum().backward();
        Equal([0, 0, 2, 2, 0, 0, 0, 0], m.weight.grad!, [4, 2]);
    }

    [Fact]
    public void Activations_and_flatten_do_what_their_functions_do()
    {
        var x = randn(2, 3, 4);
        Equal(x.relu(), ReLU().call(x));
        Equal(x.tanh(), Tanh().call(x));
        Equal(x.sigmoid(), Sigmoid().call(x));
        Equal(functional.gelu(x), GELU().call(x));
        Equal(0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x.pow(3))).tanh()), GELU(TorchSharp.Modules.GELU.Approximate.tanh).call(x));
        Equal(x.flatten(1), Flatten().call(x));
        Equal(x.flatten(0, 1), Flatten(0, 1).call(x));
        foreach (var inplace in new Module<Tensor, Tensor>[] { ReLU(true), Tanh(true), Sigmoid(true), GELU(true) })
        {
            var copy = x.clone();
            Assert.Same(copy, inplace.call(copy));
            Assert.False(copy.Equals(x));
        }
    }

    [Fact]
    public void One_hot_marks_the_class()
    {
        Equal([0, 1, 0, 1, 0, 0], functional.one_hot(tensor(new long[] { 1, 0 }), 3), [2, 3]);
        Assert.Equal([2, 2], functional.one_hot(tensor(new long[] { 1, 0 })).shape);
    }

    [Fact]
    public void Layers_tell_what_they_were_made_with()
    {
        var conv = Conv2d(4, 6, (3, 5), stride: (2, 1));
        Assert.Equal((4L, 6L, "3,5", "2,1"), (conv.in_channels, conv.out_channels, string.Join(',', conv.kernel_size), string.Join(',', conv.stride)));
        Assert.Equal((7L, 0.2, 1e-3), (BatchNorm2d(7).num_features, BatchNorm2d(7, momentum: 0.2).momentum, BatchNorm2d(7, eps: 1e-3).eps));
        Assert.Equal([2L, 3L], LayerNorm([2, 3]).normalized_shape);
        Assert.Equal([2L, 2L], MaxPool2d(2).kernel_size);
        Assert.Equal((1L, 2L), (Flatten(1, 2).start_dim, Flatten(1, 2).end_dim));
        Assert.Equal(TorchSharp.Modules.GELU.Approximate.tanh, GELU(TorchSharp.Modules.GELU.Approximate.tanh).approximate);
    }

    [Fact]
    public void Reset_draws_or_sets_parameters_anew()
    {
        var conv = Conv2d(1, 1, 3);
        manual_seed(1);
        conv.reset_parameters();
        var first = conv.weight.clone();
        conv.reset_parameters();
        Assert.False(first.Equals(conv.weight));
        var norm = LayerNorm(2);
        init.zeros_(norm.weight!);
        norm.reset_parameters();
        Equal([1, 1], norm.weight!);
    }


    static Tensor Convolve(Tensor x, Tensor w, Tensor bias, int stride, int padding, int dilation, int groups)
    {
        var (a, f, b) = (x.detach().data<double>(), w.detach().data<double>(), bias.detach().data<double>());
        var (n, height, width, outputs, inputs) = (x.shape[0], x.shape[2], x.shape[3], w.shape[0], w.shape[1]);
        var (h, v) = ((height + 2 * padding - 2 * dilation - 1) / stride + 1, (width + 2 * padding - 2 * dilation - 1) / stride + 1);
        var result = new double[n, outputs, h, v];
        for (var i = 0; i < n; i++)
            for (var o = 0; o < outputs; o++)
                for (var r = 0; r < h; r++)
                    for (var c = 0; c < v; c++)
                    {
                        var sum = b[o];
                        for (var k = 0; k < inputs; k++)
                            for (var p = 0; p < 3; p++)
                                for (var q = 0; q < 3; q++)
                                {
                                    var (row, column) = (r * stride + p * dilation - padding, c * stride + q * dilation - padding);
                                    if (row < 0 || column < 0 || row >= height || column >= width) continue;
                                    sum += f[o, k, p, q] * a[i, o / (outputs / groups) * inputs + k, row, column];
                                }
                        result[i, o, r, c] = sum;
                    }
        return tensor(result);
    }
}
