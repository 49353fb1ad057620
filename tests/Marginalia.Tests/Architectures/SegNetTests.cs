using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class SegNetTests
{
    [Fact]
    public void Predictions_have_the_size_of_the_image_whatever_it_is()
    {
        using var model = new SegNet([5, 1, 3]);
        foreach (var (height, width) in new[] { (48, 64), (33, 18), (16, 17) })
            Assert.Equal(
                [[2, 5, height, width], [2, 1, height, width], [2, 3, height, width]],
                model.call(zeros(2, 3, height, width)).Select(prediction => prediction.shape));
    }

    [Fact]
    public void The_papers_network_has_the_parameters_of_its_twin_in_PyTorch()
    {
        // In PyTorch, nn.Conv2d(a, b, 3, bias=False) and nn.BatchNorm2d(b) over these widths, and back: sum(p.numel() for p in model.parameters()).
        using var model = new SegNet([2, 4], [64, 128, 256, 512, 512], [2, 2, 3, 3, 3]);
        Assert.Equal(29_472_064, model.SharedParameters.Sum(p => p.numel()));
        using var small = new SegNet([2]);
        Assert.Equal(51_536, small.SharedParameters.Sum(p => p.numel()));
    }

    [Fact]
    public void Each_parameter_is_shared_or_of_one_task()
    {
        using var model = new SegNet([5, 1, 3], [8, 12], [2, 1]);
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 3).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal([[8, 8, 3, 3], [8], [8]], model.LastSharedLayer.Select(p => p.shape));
    }

    [Fact]
    public void A_loss_reaches_all_of_the_trunk_and_its_own_head_only()
    {
        using var model = new SegNet([5, 1]);
        model.call(rand(1, 3, 32, 32))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([1, 16, 32, 32], model.Representation!.Trunk.shape);
    }

    [Theory]
    [InlineData(Upsampling.Indices)]
    [InlineData(Upsampling.Nearest)]
    [InlineData(Upsampling.Bilinear)]
    [InlineData(Upsampling.Addition)]
    [InlineData(Upsampling.Concatenation)]
    public void It_computes_what_the_layers_of_torch_compute(Upsampling upsampling)
    {
        using var model = new SegNet([2], widths: [8, 16], convolutions: [2, 1], dtype: ScalarType.Float64, upsampling: upsampling);
        var input = rand([2, 3, 9, 8], ScalarType.Float64);
        Tensor Parameter(string name) => model.get_parameter(name)!;
        Tensor Block(string name, Tensor x)
        {
            var y = nn.functional.conv2d(x, Parameter(name + ".convolution.weight"), null, padding: [1, 1]);
            var centred = y - y.mean([0L, 2L, 3L], keepdim: true);
            return (centred / (centred.square().mean([0L, 2L, 3L], keepdim: true) + 1e-5).sqrt()).clamp_min(0);
        }

        var fine = Block("encoder.0.1", Block("encoder.0.0", input));
        var coarse = Block("encoder.1.0", Pool(fine));
        Tensor Up(Tensor map, Tensor finer)
        {
            Tensor Interpolated(InterpolationMode mode) => nn.functional.interpolate(map, size: finer.shape[2..], mode: mode);
            return upsampling switch
            {
                Upsampling.Indices => Unpool(map, finer),
                Upsampling.Nearest => Interpolated(InterpolationMode.Nearest),
                Upsampling.Bilinear => Interpolated(InterpolationMode.Bilinear),
                Upsampling.Addition => Interpolated(InterpolationMode.Bilinear) + finer,
                _ => cat([Interpolated(InterpolationMode.Nearest), finer], 1),
            };
        }

        var decoded = Block("decoder.0.0", Up(Pool(coarse), coarse));
        var trunk = Block("decoder.1.1", Block("decoder.1.0", Up(decoded, fine)));
        var hidden = nn.functional.conv2d(trunk, Parameter("heads.0.hidden.weight"), Parameter("heads.0.hidden.bias"), padding: [1, 1]).clamp_min(0);
        var expected = nn.functional.conv2d(hidden, Parameter("heads.0.output.weight"), Parameter("heads.0.output.bias"));
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(model.call(input)[0]), 1e-12);
    }

    [Fact]
    public void Decoders_have_the_same_parameters_unless_they_read_twice_the_channels()
    {
        double[] Initial(Upsampling upsampling)
        {
            using var model = new SegNet([2], [4, 6], [2, 1], seed: 3, upsampling: upsampling);
            return Numbers.ToArray(model.parameters());
        }

        foreach (var other in new[] { Upsampling.Nearest, Upsampling.Bilinear, Upsampling.Addition })
            Assert.Equal(Initial(Upsampling.Indices), Initial(other));
        // The first convolutions of both decoding stages read 6 and 4 channels more, with windows of 3 x 3.
        Assert.Equal(Initial(Upsampling.Indices).Length + 9 * (6 * 4 + 4 * 4), Initial(Upsampling.Concatenation).Length);
    }

    [Fact]
    public void Pooling_again_what_was_put_back_changes_nothing()
    {
        var image = tensor(new double[] { 1, 3, 2, 0, 4, 2, 1, 5, 0, 1, 9, 8, 2, 6, 7, 3 }, 1, 1, 4, 4);
        var (pooled, positions) = nn.functional.max_pool2d_with_indices(image, [2, 2]);
        Assert.Equal([4, 5, 6, 9], Numbers.ToArray(pooled));
        Assert.Equal([4, 7, 13, 10], positions.flatten().data<long>().ToArray());
        var back = nn.functional.max_unpool2d(pooled, positions, [2, 2]);
        Assert.Equal([0, 0, 0, 0, 4, 0, 0, 5, 0, 0, 9, 0, 0, 6, 0, 0], Numbers.ToArray(back));
        Numbers.AssertSame(pooled, nn.functional.max_pool2d(back, [2, 2]));
    }

    [Fact]
    public void Values_go_back_to_where_the_maximum_was_and_gradients_to_nowhere_else()
    {
        var image = arange(1, 17, ScalarType.Float64).reshape(1, 1, 4, 4).requires_grad_();
        var (pooled, positions) = nn.functional.max_pool2d_with_indices(image, [2, 2]);
        Assert.Equal([6, 8, 14, 16], Numbers.ToArray(pooled));
        Assert.Equal([5, 7, 13, 15], positions.flatten().data<long>().ToArray());
        var back = nn.functional.max_unpool2d(pooled, positions, [2, 2]);
        Assert.Equal([0, 0, 0, 0, 0, 6, 0, 8, 0, 0, 0, 0, 0, 14, 0, 16], Numbers.ToArray(back));
        back.square().sum().backward();
        Assert.Equal([0, 0, 0, 0, 0, 12, 0, 16, 0, 0, 0, 0, 0, 28, 0, 32], Numbers.ToArray(image.grad!));
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters() => Seeding.AssertAloneDecides(seed => new SegNet([2], [4, 6], seed: seed));

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SegNet([]));
        Assert.Contains("16, 0", Assert.Throws<ArgumentException>(() => new SegNet([1], [16, 0])).Message);
        Assert.Contains("convolutions 1, 2", Assert.Throws<ArgumentException>(() => new SegNet([1], [16], [1, 2])).Message);
    }

    /// <summary>The maximum of every window of 2 x 2, without torch's pooling.</summary>
    private static Tensor Pool(Tensor x) => Windows(x).amax([-1L]);

    /// <summary>The values at the places of the first maxima of another tensor, zeros elsewhere.</summary>
    private static Tensor Unpool(Tensor values, Tensor original)
    {
        var windows = Windows(original);
        var isMaximum = windows.eq(windows.amax([-1L], keepdim: true));
        var isFirst = isMaximum.logical_and(isMaximum.to(ScalarType.Int64).cumsum(-1).eq(1));
        var spread = (isFirst.to(values.dtype) * values.unsqueeze(-1)).reshape([.. values.shape, 2, 2]).permute(0, 1, 2, 4, 3, 5);
        var whole = spread.reshape(values.shape[0], values.shape[1], 2 * values.shape[2], 2 * values.shape[3]);
        return nn.functional.pad(whole, [0, original.shape[3] - whole.shape[3], 0, original.shape[2] - whole.shape[2]]);
    }

    private static Tensor Windows(Tensor x)
    {
        var (rows, columns) = (x.shape[2] / 2, x.shape[3] / 2);
        return x.narrow(2, 0, 2 * rows).narrow(3, 0, 2 * columns).reshape(x.shape[0], x.shape[1], rows, 2, columns, 2).permute(0, 1, 2, 4, 3, 5).reshape(x.shape[0], x.shape[1], rows, columns, 4);
    }
}
