using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Autograd;

/// <summary>Gradcheck, Jacobians, anomaly detection and mixed precision.</summary>
public class GradientToolTests
{
    [Fact]
    public void Gradcheck_names_the_entry_that_is_wrong()
    {
        // The gradient of 2x with a part cut off the graph: 1 instead of 2, at one element.
        var mask = tensor(new[] { 0.0, 0, 0, 1, 0, 0 }, 2, 3);
        var e = Assert.Throws<InvalidOperationException>(() => autograd.gradcheck(x => x[1] * 2 - (x[1] - x[1].detach()) * mask, [ones(1), ones(2, 3)]));
        Assert.Contains("output element 3 with respect to input 1 at [1, 0] is 1, but the difference quotient is 2: they are 1 apart", e.Message);
        Assert.Contains("does not depend", Assert.Throws<InvalidOperationException>(() => autograd.gradcheck(x => x[0].detach(), [ones(1)])).Message);
    }

    [Fact]
    public void Gradcheck_passes_on_what_is_right_and_leaves_the_inputs_alone()
    {
        var (x, index) = (randn(3, 2), tensor(new long[] { 1, 0 }));
        var before = x.clone();
        Assert.True(autograd.gradcheck(t => t[0].index_select(0, t[1]).tanh().matmul(t[2]), [x, index, randn(2, 4)]));
        Equal(before, x, 0);
        Assert.False(x.requires_grad);
        using (no_grad()) Assert.True(autograd.gradcheck(t => t[0].exp(), [x]));
    }

    [Fact]
    public void Jacobians_have_the_shapes_of_output_and_input()
    {
        var x = tensor([2.0, 3.0]);
        Equal([4, 0, 0, 6], autograd.functional.jacobian((Tensor t) => t * t, x), [2, 2]);
        Equal([3, 2], autograd.functional.jacobian((Tensor t) => t[0] * t[1], x), [2]);
        var two = autograd.functional.jacobian((Tensor t) => new[] { t.sum(), t.detach() }, x).ToList();
        Equal([1, 1], two[0], [2]);
        Equal([0, 0, 0, 0], two[1], [2, 2]);
        var inputs = autograd.functional.jacobian((Tensor[] t) => t[0] * t[1].sum(), x, tensor([1.0, 2.0, 4.0])).ToList();
        Equal([7, 0, 0, 7], inputs[0], [2, 2]);
        Equal([2, 2, 2, 3, 3, 3], inputs[1], [2, 3]);
        Assert.Equal(4, autograd.functional.jacobian((Tensor[] t) => new[] { t[0], t[1] }, x, x).Count());
    }

    [Fact]
    public void Anomaly_detection_names_the_operator_and_ends()
    {
        Assert.False(AnomalyMode.IsEnabled);
        using (autograd.detect_anomaly())
        {
            Assert.Equal((true, true), (AnomalyMode.IsEnabled, AnomalyMode.ShouldCheckNaN));
            using (autograd.set_detect_anomaly(true, check_nan: false)) Assert.Equal((true, false), (AnomalyMode.IsEnabled, AnomalyMode.ShouldCheckNaN));
            using (autograd.set_detect_anomaly(false)) Assert.False(AnomalyMode.IsEnabled);
            Assert.Equal((true, true), (AnomalyMode.IsEnabled, AnomalyMode.ShouldCheckNaN));
            var x = zeros(1, requires_grad: true);
            Assert.Contains("SqrtBackward0", Assert.Throws<ExternalException>(() => (x.sqrt() * 0).sum().backward()).Message);
        }
        Assert.False(AnomalyMode.IsEnabled);
        var y = zeros(1, requires_grad: true);
        (y.sqrt() * 0).sum().backward();
        Assert.True(double.IsNaN(y.grad!.item<float>()));
    }

    [Fact]
    public void Autocast_narrows_matrix_products_and_keeps_gradients_wide()
    {
        var layer = nn.Linear(4, 3);
        var x = randn(2, 4);
        using (autocast(DeviceType.CPU))
        {
            var y = layer.call(x);
            Assert.Equal(ScalarType.BFloat16, y.dtype);
            using (autocast(DeviceType.CPU, enabled: false)) Assert.Equal(ScalarType.Float32, layer.call(x).dtype);
            Assert.Equal(ScalarType.BFloat16, layer.call(x).dtype);
            nn.functional.mse_loss(y.to(ScalarType.Float32), zeros(2, 3)).backward();
        }
        Assert.Equal(ScalarType.Float32, layer.weight.grad!.dtype);
        var wide = layer.call(x);
        Assert.Equal(ScalarType.Float32, wide.dtype);
        using (autocast(DeviceType.CPU)) Equal(wide, layer.call(x).to(ScalarType.Float32), 0.02);
    }

    /// <summary>The cast of a weight is remembered within a region only.</summary>
    [Fact]
    public void Autocast_sees_a_weight_that_has_changed_between_regions()
    {
        var weight = ones(2, 2, requires_grad: true);
        var x = ones(1, 2);
        using (autocast(DeviceType.CPU)) Equal([2, 2], x.matmul(weight).to(ScalarType.Float32), [1, 2]);
        using (no_grad()) weight.mul_(3);
        using (autocast(DeviceType.CPU)) Equal([6, 6], x.matmul(weight).to(ScalarType.Float32), [1, 2]);
    }

    [Fact]
    public void Autocast_refuses_what_it_does_not_know()
    {
        Assert.Contains("not in Float32", Assert.Throws<ArgumentException>(() => autocast(DeviceType.CPU, ScalarType.Float32)).Message);
        Assert.Contains("CPU and CUDA, not META", Assert.Throws<ArgumentException>(() => autocast(DeviceType.META)).Message);
    }
}
