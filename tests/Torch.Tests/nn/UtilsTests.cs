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
}
