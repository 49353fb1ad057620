using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class SeededDropoutTests
{
    [Fact]
    public void Units_are_dropped_with_the_probability_and_the_others_make_up_for_it()
    {
        using var drop = new SeededDropout(0.2, seed: 1);
        var values = Numbers.ToArray(drop.call(ones(100_000)));
        Assert.Equal([0, 1.25], values.Distinct().Order());
        Assert.Equal(1, values.Average(), 0.01);
    }

    [Fact]
    public void Gradients_pass_where_units_do()
    {
        using var drop = new SeededDropout(0.5, seed: 1);
        using var x = ones(50, requires_grad: true);
        using var y = drop.call(x);
        y.sum().backward();
        Assert.Equal(Numbers.ToArray(y), Numbers.ToArray(x.grad!));
    }

    [Fact]
    public void Nothing_is_dropped_in_evaluation_mode_or_at_probability_0()
    {
        using var drop = new SeededDropout(0.5, seed: 1);
        using var none = new SeededDropout(0, seed: 1);
        using var x = ones(50);
        drop.eval();
        Assert.Equal(Numbers.ToArray(x), Numbers.ToArray(drop.call(x)));
        Assert.Equal(Numbers.ToArray(x), Numbers.ToArray(none.call(x)));
        Assert.Empty(none.state_dict());
    }

    [Fact]
    public void Masks_follow_from_the_seed_and_the_call_whatever_the_default_generator_does()
    {
        double[][] Masks(long seed, long other)
        {
            manual_seed(other);
            using var drop = new SeededDropout(0.5, seed);
            return [.. Enumerable.Range(0, 3).Select(_ => Numbers.ToArray(drop.call(ones(50))))];
        }

        Assert.Equal(Masks(1, 7), Masks(1, 8));
        Assert.NotEqual(Masks(1, 7), Masks(2, 7));
        Assert.Equal(3, Masks(1, 7).Select(mask => string.Join("", mask)).Distinct().Count());
    }

    [Fact]
    public void A_saved_network_goes_on_with_the_masks_that_were_to_come()
    {
        using var network = new MultiHeadMlp(4, [2, 2], width: 16, depth: 2, dropout: 0.5);
        using var x = ones(3, 4);
        network.call(x);
        using var copy = new MultiHeadMlp(4, [2, 2], width: 16, depth: 2, seed: 0, dropout: 0.5);
        copy.load_state_dict(network.state_dict());
        Assert.Equal(Numbers.ToArray(network.call(x)), Numbers.ToArray(copy.call(x)));
    }

    [Fact]
    public void Networks_with_dropout_start_from_the_same_parameters_as_without()
    {
        using var image = ones(2, 1, 28, 28);
        using LeNet plain = new([3, 4], seed: 5), dropping = new([3, 4], seed: 5, dropout: 0.5);
        Assert.NotEqual(Numbers.ToArray(plain.call(image)), Numbers.ToArray(dropping.call(image)));
        dropping.eval();
        Assert.Equal(Numbers.ToArray(plain.call(image)), Numbers.ToArray(dropping.call(image)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Probabilities_are_checked(double probability) =>
        Assert.Contains("less than 1", Assert.Throws<ArgumentOutOfRangeException>(() => new SeededDropout(probability, 0)).Message);
}
