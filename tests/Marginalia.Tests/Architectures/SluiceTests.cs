using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class SluiceTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new Sluice(_ => new ConvNet([4, 6]), [2, 3]);
        Twin.AssertEqual("sluice", model);
    }

    [Fact]
    public void The_penalty_is_what_the_filters_of_the_two_halves_have_in_common()
    {
        using var encoder = new ConvNet([4, 6], seed: 1);
        using var model = new Sluice(task => new ConvNet([4, 6], seed: 1 + task), [2, 3], orthogonality: 0.5);
        model.call(zeros(2, 3, 8, 8));
        double expected = 0;
        foreach (string name in new[] { "stages.0.blocks.1.convolution.weight", "stages.1.blocks.1.convolution.weight" })
        {
            var filters = encoder.get_parameter(name)!;
            int count = (int)filters.shape[0];
            var rows = Enumerable.Range(0, count).Select(row => Numbers.ToArray(filters[row])).ToArray();
            for (int i = 0; i < count / 2; i++)
                for (int j = count / 2; j < count; j++)
                    expected += Math.Pow(rows[i].Zip(rows[j], (a, b) => a * b).Sum(), 2);
        }

        Assert.Equal(2, model.Penalties.Count);
        Assert.Equal(0.5 * expected, Numbers.ToArray(model.Penalties[0])[0], 1e-6);
        using var without = new Sluice(task => new ConvNet([4, 6]), [2, 3], orthogonality: 0);
        without.call(zeros(2, 3, 8, 8));
        Assert.Empty(without.Penalties);
    }

    [Fact]
    public void At_first_a_half_is_kept_for_the_most_part()
    {
        using var model = new Sluice(task => new ConvNet([4, 6], seed: task), [2, 3]);
        var alpha = model.named_parameters().Where(pair => pair.name.StartsWith("units.0.", StringComparison.Ordinal)).Select(pair => pair.parameter).ToArray();
        Assert.Equal(4, alpha.Length);
        Numbers.AssertClose([0.1 / 3, 0.1 / 3, 0.9, 0.1 / 3], Numbers.ToArray(alpha[2]), 1e-6);
    }

    [Fact]
    public void With_alpha_the_identity_it_is_the_single_task_network()
    {
        using var model = new Sluice(_ => new ConvNet([4, 6], seed: 3), [2], seed: 5);
        using var alone = new HardSharing(new ConvNet([4, 6], seed: 3), [2], seed: 5);
        using (no_grad())
            foreach (var (name, parameter) in model.named_parameters().Where(pair => pair.name.StartsWith("units.", StringComparison.Ordinal)))
                parameter.copy_(name.EndsWith('0') ? tensor(new float[] { 1, 0 }).reshape(2, 1) : tensor(new float[] { 0, 1 }).reshape(2, 1));
        using var image = randn(2, 3, 12, 8);
        Numbers.AssertClose(Numbers.ToArray(alone.call(image)[0]), Numbers.ToArray(model.call(image)[0]), 1e-5);
    }

    [Fact]
    public void Odd_numbers_of_channels_are_refused() =>
        Assert.Contains("4, 5", Assert.Throws<ArgumentException>(() => new Sluice(_ => new ConvNet([4, 5]), [2])).Message);
}
