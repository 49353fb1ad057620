using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace Marginalia.Torch.Tests.Distributions;

public class TransformTests
{
    static Dictionary<string, (Transform Transform, double[] Inputs)> Cases => new()
    {
        ["exp"] = (new ExpTransform(), [-1, 0.5, 2]),
        ["log"] = (new LogTransform(), [0.1, 0.5, 2]),
        ["sigmoid"] = (new SigmoidTransform(), [-1, 0.5, 2]),
        ["softplus"] = (new SoftplusTransform(), [-1, 0.5, 2]),
        ["tanh"] = (new TanhTransform(), [-1, 0.5, 2]),
        ["affine numbers"] = (new AffineTransform(0.5, -2), [-1, 0.5, 2]),
        ["affine tensors"] = (new AffineTransform(tensor([0.5, 1.0, 2.0]), tensor([-2.0, 1.0, 0.25])), [-1, 0.5, 2]),
        ["power"] = (new PowerTransform(tensor([0.5, 1.0, 2.5])), [0.1, 0.5, 2]),
        ["inverse of exp"] = (new ExpTransform().inv, [0.1, 0.5, 2]),
        ["composed"] = (new ComposeTransform([new AffineTransform(1, 2), new ExpTransform(), new PowerTransform(tensor(0.5))]), [-1, 0.5, 2]),
        ["inverse of composed"] = (new ComposeTransform([new AffineTransform(1, 2), new ExpTransform()]).inv, [0.1, 0.5, 2]),
        ["nothing"] = (new ComposeTransform([]), [-1, 0.5, 2]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_inverse_undoes_the_transform(string name)
    {
        var (transform, inputs) = Cases[name];
        var x = tensor(inputs);
        TensorAssert.Equal(x, transform.inv.forward(transform.forward(x)), 1e-12);
        Assert.Same(transform, transform.inv.inv);
        Assert.True(transform.bijective && transform.inv.bijective);
        Assert.True(transform.domain.check(x).all().ToBoolean());
        Assert.True(transform.codomain.check(transform.forward(x)).all().ToBoolean());
        Assert.Equal(transform.domain.ToString(), transform.inv.codomain.ToString());
    }

    [Theory, MemberData(nameof(Names))]
    public void The_determinant_and_the_sign_are_those_of_the_derivative(string name)
    {
        var (transform, inputs) = Cases[name];
        var x = tensor(inputs).requires_grad_();
        var y = transform.forward(x);
        if (name != "nothing") y.sum().backward(); // element by element: the gradient of the sum is the diagonal
        var slope = name == "nothing" ? ones_like(x) : x.grad!;
        TensorAssert.Equal(slope.abs().log(), transform.log_abs_det_jacobian(x, y), 1e-12);
        TensorAssert.Equal(-slope.abs().log(), transform.inv.log_abs_det_jacobian(y, x), 1e-12);
        TensorAssert.Equal(slope.sign(), transform.sign.to(ScalarType.Float64).expand(3), 0);
        TensorAssert.Equal(slope.sign(), transform.inv.sign.to(ScalarType.Float64).expand(3), 0);
    }

    [Fact]
    public void Values_of_several_dimensions_have_one_determinant()
    {
        var x = arange(1, 13, dtype: ScalarType.Float64).reshape(2, 2, 3);
        var affine = new AffineTransform(tensor(0.0), tensor([2.0, 4.0, 0.5]), event_dim: 1);
        TensorAssert.Equal(full([2, 2], Math.Log(4), dtype: ScalarType.Float64), affine.log_abs_det_jacobian(x, affine.forward(x)));
        TensorAssert.Equal(full(2, 6 * Math.Log(3), dtype: ScalarType.Float64), Determinant(new AffineTransform(1, 3, event_dim: 2)));
        var independent = new IndepdenentTransform(new ExpTransform(), 1);
        TensorAssert.Equal(x.sum(-1), Determinant(independent));
        Assert.Equal((1, 1), (independent.domain.event_dim, independent.event_dim));
        TensorAssert.Equal(x, independent.inv.forward(independent.forward(x)));
        Assert.Throws<ArgumentException>(() => independent.forward(tensor(1.0)));
        var reshape = new ReshapeTransform([2, 3], [6]);
        TensorAssert.Equal(zeros(2, dtype: ScalarType.Float64), Determinant(reshape));
        Assert.Equal([2L, 6], reshape.forward(x).shape);
        Assert.Equal([5L, 6], reshape.forward_shape([5, 2, 3]));
        Assert.Equal([5L, 2, 3], reshape.inverse_shape([5, 6]));
        TensorAssert.Equal(x, reshape.inv.forward(reshape.forward(x)));
        Assert.Throws<ArgumentException>(() => reshape.forward(zeros(3, 2)));
        Assert.Throws<ArgumentException>(() => new ReshapeTransform([2], [3]));
        Assert.Throws<InvalidOperationException>(() => reshape.event_dim);
        var mixed = new ComposeTransform([new ExpTransform(), independent, new ReshapeTransform([3], [3, 1])]);
        Assert.Equal((1, 2), (mixed.domain.event_dim, mixed.codomain.event_dim));
        TensorAssert.Equal(x.sum(-1) + x.exp().sum(-1), Determinant(mixed), 1e-12);

        Tensor Determinant(Transform transform) => transform.log_abs_det_jacobian(x, transform.forward(x));
    }

    [Fact]
    public void Transforms_that_are_not_one_to_one()
    {
        var x = tensor([-2.0, 1.0, 0.5]);
        TensorAssert.Equal([2, 1, 0.5], new AbsTransform().forward(x));
        TensorAssert.Equal([2, 1, 0.5], new AbsTransform().inv.forward(tensor([2.0, 1.0, 0.5])));
        Assert.False(new AbsTransform().bijective);
        Assert.Throws<NotSupportedException>(() => new AbsTransform().sign);
        Assert.Throws<NotSupportedException>(() => new SoftmaxTransform().log_abs_det_jacobian(x, x));
        var probabilities = new SoftmaxTransform().forward(x);
        TensorAssert.Equal(x.exp() / x.exp().sum(), probabilities, 1e-12);
        TensorAssert.Equal(probabilities, new SoftmaxTransform().forward(new SoftmaxTransform().inv.forward(probabilities)), 1e-12);
    }

    [Fact]
    public void Parameters_widen_the_shape()
    {
        Assert.Equal([4L, 3], new AffineTransform(zeros(4, 1), ones(3)).forward_shape([3]));
        Assert.Equal([2L, 3], new PowerTransform(ones(3)).inverse_shape([2, 1]));
        Assert.Throws<ArgumentException>(() => new PowerTransform(ones(3)).forward_shape([2]));
    }

    [Fact]
    public void A_transform_of_ones_own()
    {
        using var d = new TorchSharp.Modules.TransformedDistribution(distributions.Normal(zeros(1, dtype: ScalarType.Float64), ones(1, dtype: ScalarType.Float64)), new Cube());
        TensorAssert.Equal(distributions.Normal(0.0).log_prob(tensor([2.0])) - Math.Log(12), d.log_prob(tensor([8.0])), 1e-9);
    }

    sealed class Cube : Transform
    {
        internal Cube()
        {
            _bijective = true;
            _domain = _codomain = distributions.constraints.real;
        }

        protected internal override Tensor _call(Tensor x) => x.pow(3);

        protected internal override Tensor _inverse(Tensor y) => y.sign() * y.abs().pow(1 / 3d);

        protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => (3 * x.pow(2)).log();
    }
}
