using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        using var generator = new Generator(5);
        var first = rand(10, generator: generator);
        Assert.Equal(5, generator.initial_seed());
        var second = rand(10, generator: generator);
        Assert.NotEqual(first.data<float>().ToArray(), second.data<float>().ToArray());
        Assert.Equal(first.data<float>().ToArray(), rand(10, generator: generator.manual_seed(5)).data<float>().ToArray());
    }

    [Fact]
    public void Does_not_touch_the_default_generator()
    {
        manual_seed(1);
        var expected = rand(3).data<float>().ToArray();
        manual_seed(1);
        using var generator = new Generator(8);
        randn(100, generator: generator);
        randperm(9, generator: generator);
        empty(4).normal_(generator: generator);
        Assert.Equal(expected, rand(3).data<float>().ToArray());
        Assert.Equal(1, initial_seed());
    }

    [Fact]
    public void Continues_from_a_saved_state()
    {
        using var generator = new Generator(3);
        rand(7, generator: generator);
        var state = generator.get_state();
        var expected = randn(20, generator: generator).data<float>().ToArray();
        using var other = new Generator(4);
        other.set_state(state);
        Assert.Equal(expected, randn(20, generator: other).data<float>().ToArray());
    }

    [Fact]
    public void Seeds_itself_differently_every_time()
    {
        using var generator = new Generator();
        Assert.NotEqual(generator.seed(), generator.seed());
    }

    [Fact]
    public void Is_refused_after_disposal()
    {
        var generator = new Generator();
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rand(1, generator: generator));
    }

    [Fact]
    public void The_default_generator_continues_from_a_saved_state()
    {
        manual_seed(4);
        Assert.Equal(4, Generator.Default.initial_seed());
        var state = get_rng_state();
        var expected = rand(3).data<float>().ToArray();
        rand(5);
        set_rng_state(state);
        Assert.Equal(expected, rand(3, generator: Generator.Default).data<float>().ToArray());
    }
}
