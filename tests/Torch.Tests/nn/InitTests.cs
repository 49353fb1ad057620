using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Networks;

public class InitTests
{
    [Fact]
    public void Constants()
    {
        var t = empty(3);
        Assert.Same(t, init.zeros_(t));
        Assert.Equal([0f, 0, 0], t.data<float>().ToArray());
        Assert.Equal([1f, 1, 1], init.ones_(t).data<float>().ToArray());
        Assert.Equal([2.5f, 2.5f, 2.5f], init.constant_(t, 2.5).data<float>().ToArray());
    }

    [Fact]
    public void Leaves_parameters_leaves_without_a_graph()
    {
        var p = Parameter(empty(4, 4));
        init.kaiming_normal_(p);
        Assert.True(p.is_leaf && p.requires_grad);
    }

    [Theory]
    [InlineData("uniform", 1.0, 2.0)]
    [InlineData("xavier", 0.0, 0.0)]
    [InlineData("kaiming", 0.0, 0.0)]
    public void Uniform_bounds(string name, double low, double high)
    {
        var t = empty(200, 50, 2);
        var bound = name == "xavier" ? 2 * Math.Sqrt(6.0 / (100 + 400)) : Math.Sqrt(3) * Math.Sqrt(2 / 1.25) / Math.Sqrt(400);
        if (name == "uniform") init.uniform_(t, low, high);
        else if (name == "xavier") init.xavier_uniform_(t, 2);
        else init.kaiming_uniform_(t, 0.5, init.FanInOut.FanOut);
        (low, high) = name == "uniform" ? (low, high) : (-bound, bound);
        Assert.InRange(t.min().item<float>(), low, low + 0.01 * (high - low));
        Assert.InRange(t.max().item<float>(), high - 0.01 * (high - low), high);
    }

    [Fact]
    public void Normal_deviations()
    {
        var t = empty(300, 200);
        Assert.Equal(0.5, init.normal_(t, 3, 0.5).std().ToDouble(), 0.01);
        Assert.Equal(3, t.mean().ToDouble(), 0.01);
        Assert.Equal(Math.Sqrt(2.0 / 500), init.xavier_normal_(t).std().ToDouble(), 0.001);
        Assert.Equal(Math.Sqrt(2.0 / 200), init.kaiming_normal_(t, nonlinearity: init.NonlinearityType.ReLU).std().ToDouble(), 0.002);
        Assert.Equal(5.0 / 3 / Math.Sqrt(300), init.kaiming_normal_(t, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Tanh).std().ToDouble(), 0.002);
    }

    [Fact]
    public void Fans_and_gains()
    {
        Assert.Equal((12L, 20L), init.CalculateFanInAndFanOut(empty(5, 3, 2, 2)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(5)));
        Assert.Equal(1, init.calculate_gain(init.NonlinearityType.Sigmoid));
        Assert.Equal(Math.Sqrt(2 / 1.04), init.calculate_gain(init.NonlinearityType.LeakyReLU, 0.2), 1e-12);
    }
}
