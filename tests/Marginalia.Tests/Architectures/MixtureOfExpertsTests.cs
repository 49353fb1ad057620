using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>MMoE, CGC, PLE, DSelect-k and their gates.</summary>
public class MixtureOfExpertsTests
{
    [Fact]
    public void They_compute_what_their_twins_in_PyTorch_compute()
    {
        using var mmoe = new Mmoe(_ => new ConvNet([4, 6]), 3, [2, 3]);
        Twin.AssertEqual("mmoe", mmoe);
        using var cgc = new Cgc(_ => new ConvNet([3, 4]), [2, 3], sharedExperts: 2, ownExperts: 1);
        Twin.AssertEqual("cgc", cgc);
        using var ple = new Ple(_ => new ConvNet([3, 4, 4]), [2, 3], sharedExperts: 1, ownExperts: 1);
        Twin.AssertEqual("ple", ple);
        using var dselect = new DSelectK(_ => new ConvNet([3, 4]), 3, 2, [2, 3], gamma: 2);
        Twin.AssertEqual("dselect-k", dselect);
    }

    [Fact]
    public void A_gates_weights_are_positive_and_of_sum_1()
    {
        using var model = new Mmoe(expert => new ConvNet([4, 6], seed: expert), 3, [2, 3]);
        model.call(randn(5, 3, 12, 8));
        Assert.All(model.Gates, gate =>
        {
            Assert.Equal([5, 3], gate.shape);
            Assert.All(Numbers.ToArray(gate), weight => Assert.True(weight > 0));
            Numbers.AssertClose([1, 1, 1, 1, 1], Numbers.ToArray(gate.sum([1L])), 1e-6);
        });
    }

    [Fact]
    public void A_mixture_weighs_every_example_by_its_own_weights()
    {
        Tensor[] maps = [ones(2, 1, 1, 2), full([2, 1, 1, 2], 10)];
        Assert.Equal([3.25, 3.25, 10, 10], Numbers.ToArray(ExpertGate.Mix(maps, tensor(new[] { 0.75f, 0.25f, 0f, 1f }).reshape(2, 2))));
    }

    [Fact]
    public void A_smooth_step_goes_through_its_five_points_and_is_flat_outside()
    {
        using var t = tensor(new[] { -9, -0.5, -0.25, 0, 0.25, 0.5, 9 }, requires_grad: true);
        var step = SmoothStepGate.SmoothStep(t, 1);
        Numbers.AssertClose([0, 0, 0.15625, 0.5, 0.84375, 1, 1], Numbers.ToArray(step), 1e-12);
        step.sum().backward();
        Numbers.AssertClose([0, 0, 1.125, 1.5, 1.125, 0, 0], Numbers.ToArray(t.grad!), 1e-12);
        Numbers.AssertClose([0.15625, 0.84375], Numbers.ToArray(SmoothStepGate.SmoothStep(tensor(new[] { -1.0, 1 }), 4)), 1e-12);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_trained_selector_takes_exactly_one_expert_and_pays_no_entropy(int experts)
    {
        // Steps far from 0 spell binary numbers: expert 2 is 10 of two bits and 010 of three.
        using var generator = new Generator(1);
        using var gate = new SmoothStepGate(1, experts, 1, gamma: 1, entropy: 1, generator, ScalarType.Float64);
        using (no_grad())
        {
            var bias = gate.get_parameter("steps.bias")!;
            bias.copy_(tensor(bias.numel() == 2 ? new[] { 9.0, -9 } : [-9, 9, -9]));
        }

        var (weights, penalty) = gate.call(rand([2, 1, 8, 8], ScalarType.Float64));
        Assert.Equal([2, experts], weights.shape);
        Assert.Equal([0, 0, 1, 0], Numbers.ToArray(weights[1])[..4]);
        Assert.Equal(experts == 4 ? 0 : 1, penalty.ToDouble(), 1e-5); // five experts: 1 / (what goes to experts that exist) = 1
    }

    [Fact]
    public void An_undecided_gate_has_the_entropy_of_a_uniform_choice()
    {
        using var generator = new Generator(1);
        using var gate = new SmoothStepGate(1, 4, 2, gamma: 1, entropy: 0.5, generator, ScalarType.Float64);
        using (no_grad())
            foreach (var parameter in gate.parameters())
                parameter.zero_();
        var (weights, penalty) = gate.call(rand([3, 1, 8, 8], ScalarType.Float64));
        Assert.All(Numbers.ToArray(weights), weight => Assert.Equal(0.25, weight, 1e-12));
        Assert.Equal(0.5 * 2 * Math.Log(4), penalty.ToDouble(), 1e-5);
    }

    [Fact]
    public void Five_experts_lose_what_selectors_give_to_numbers_without_one()
    {
        using var generator = new Generator(1);
        using var gate = new SmoothStepGate(1, 5, 1, gamma: 1, entropy: 0, generator, ScalarType.Float64);
        using (no_grad())
            foreach (var parameter in gate.parameters())
                parameter.zero_();
        Assert.Equal(8.0 / 5, gate.call(rand([3, 1, 8, 8], ScalarType.Float64)).Penalty.ToDouble(), 1e-12);
    }

    [Fact]
    public void Impossible_numbers_of_experts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mmoe(_ => new ConvNet([4]), 1, [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cgc(_ => new ConvNet([4]), [2], sharedExperts: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DSelectK(_ => new ConvNet([4]), 3, 4, [2]));
    }
}
