using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class AstmtTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new Astmt(new ConvNet([4, 6]), [2, 3], reduction: 2);
        Twin.AssertEqual("astmt", model);
    }

    [Fact]
    public void A_tasks_prediction_is_not_affected_by_another_tasks_parameters()
    {
        using var model = new Astmt(new ConvNet([4, 6]), [2, 3]);
        using var image = randn(2, 3, 12, 8);
        var before = Numbers.ToArray(model.call(image)[0]);
        using (no_grad())
            foreach (var parameter in model.TaskParameters(1))
                parameter.mul_(3);
        Assert.Equal(before, Numbers.ToArray(model.call(image)[0]));
        Assert.Equal(before, Numbers.ToArray(model.Predict(image, 0)));
    }

    [Fact]
    public void Parameters_grow_by_excitation_and_adapters_for_each_task()
    {
        using var plain = new HardSharing(new ConvNet(), [5, 1]);
        using var model = new Astmt(new ConvNet(), [5, 1]);
        using var excitation = new Astmt(new ConvNet(), [5, 1], hasAdapters: false);
        long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
        int[] widths = [16, 24, 32, 48];
        long squeezes = widths.Sum(c => 2L * (4 * c + 4 + 4 * c + c)); // 4 hidden units at least
        long adapters = 3 * 16 + 16 * 16 + 16 * 24 + 24 * 24 + 24 * 32 + 32 * 32 + 32 * 48 + 48 * 48;
        Assert.Equal(Count(plain) + 2 * squeezes, Count(excitation));
        Assert.Equal(Count(plain) + 2 * (squeezes + adapters), Count(model));
    }
}
