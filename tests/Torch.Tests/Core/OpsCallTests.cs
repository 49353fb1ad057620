using System.Runtime.InteropServices;
using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

/// <summary>torch.ops.call: any operator by its name.</summary>
public class OpsCallTests
{
    static readonly Tensor X = tensor(new float[] { 3, 1, 2 });

    [Fact]
    public void Arguments_are_converted_as_the_schema_wants()
    {
        TensorAssert.Equal([5, 3, 4], ops.call<Tensor>("aten::add.Tensor", X, ones(3), 2));
        TensorAssert.Equal([3.5, 1.5, 2.5], ops.call<Tensor>("add.Scalar", X, 0.5f));
        TensorAssert.Equal([3.5, 1.5, 2.5], ops.call<Tensor>("add.Scalar", X, (Scalar)0.5));
        Assert.Equal(ScalarType.Int64, ops.call<Tensor>("to.dtype", X, ScalarType.Int64).dtype);
        Assert.Equal([2, 3], ops.call<Tensor>("zeros", new[] { 2, 3 }, null, null, CPU).shape);
        TensorAssert.Equal([6], ops.call<Tensor>("sum.dim_IntList", X, new long[] { 0 }, true));
        TensorAssert.Equal([3, 1, 2, 3, 1, 2], ops.call<Tensor>("cat", new[] { X, X }, 0));
        TensorAssert.Equal([3, 2], ops.call<Tensor>("index.Tensor", X, new Tensor?[] { tensor([0L, 2L]) }));
        TensorAssert.Equal([0, 2], ops.call<Tensor>("index.Tensor", tensor(new float[,] { { 1, 0 }, { 3, 2 } }), new List<Tensor?> { null, tensor([1L]) }).flatten());
        TensorAssert.Equal([1.5, 0.5, 1], ops.call<Tensor>("div.Tensor_mode", X, full(3, 2f), null));
        TensorAssert.Equal([1, 0, 1], ops.call<Tensor>("div.Tensor_mode", X, full(3, 2f), "floor"));
        Assert.Equal(rand(2, generator: new Generator(5)).data<float>().ToArray(), ops.call<Tensor>("rand.generator", new[] { 2L }, new Generator(5)).data<float>().ToArray());
        TensorAssert.Equal([2, 0, 1], ops.call<Tensor>("upsample_linear1d", tensor(new float[] { 2, 0, 1 }).reshape(1, 1, 3), new[] { 3L }, true).flatten());
    }

    [Fact]
    public void All_results_come_back()
    {
        var found = ops.call("topk", X, 2);
        TensorAssert.Equal([3, 2], (Tensor)found[0]!);
        TensorAssert.Equal([0, 2], (Tensor)found[1]!);
        Assert.Equal(3, ops.call<Tensor[]>("split.Tensor", X, 1).Length);
        Assert.True(ops.call<bool>("equal", X, X));
        Assert.Equal(3, ops.call<long>("size.int", X, 0));
        Assert.Equal(2.5, ops.call<double>("q_scale", ops.call<Tensor>("quantize_per_tensor", X, 2.5, 0, ScalarType.QInt8)));
        Assert.Null(ops.call("conv1d", ones(1, 1, 3), ones(1, 1, 1), null).Single() as string);
    }

    [Fact]
    public void A_lone_array_of_tensors_is_one_argument() => Assert.Equal([2, 3], ops.call<Tensor>("vstack", new[] { X, X }).shape);

    [Fact]
    public void In_place_operators_change_their_argument()
    {
        var x = X.clone();
        var same = ops.call<Tensor>("mul_.Scalar", x, 2);
        TensorAssert.Equal([6, 2, 4], x);
        same.zero_();
        TensorAssert.Equal([0, 0, 0], x);
    }

    [Fact]
    public void Gradients_pass()
    {
        var x = X.clone().requires_grad_();
        ops.call<Tensor>("sum", ops.call<Tensor>("square", x)).backward();
        TensorAssert.Equal([6, 2, 4], x.grad!);
    }

    [Fact]
    public void Misuse_is_explained()
    {
        Assert.Contains("has no operator aten::no_such_thing", Assert.Throws<ArgumentException>(() => ops.call("no_such_thing")).Message);
        var overloads = Assert.Throws<ArgumentException>(() => ops.call("aten::add", X, X)).Message;
        Assert.Contains("aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", overloads);
        Assert.Contains("aten::add.Scalar(", overloads);
        Assert.StartsWith("an argument is missing for 'Tensor other' of aten::add.Tensor(", Assert.Throws<ArgumentException>(() => ops.call("add.Tensor", X)).Message);
        Assert.StartsWith("4 arguments are too many for aten::add.Tensor(", Assert.Throws<ArgumentException>(() => ops.call("add.Tensor", X, X, 1, 1)).Message);
        Assert.StartsWith("argument 1 is of kind String, but is to be 'Tensor other' of aten::add.Tensor(", Assert.Throws<ArgumentException>(() => ops.call("add.Tensor", X, "1")).Message);
        Assert.StartsWith("argument 0 is null, but is to be 'Tensor self'", Assert.Throws<ArgumentException>(() => ops.call("exp", (object?)null)).Message);
        Assert.Contains("Argument 1 is a DateTime, which no operator takes", Assert.Throws<ArgumentException>(() => ops.call("add.Tensor", X, default(DateTime))).Message);
        Assert.Contains("topk gives (Tensor, Tensor), not one Tensor", Assert.Throws<InvalidCastException>(() => ops.call<Tensor>("topk", X, 2)).Message);
        Assert.Contains("must match", Assert.Throws<ExternalException>(() => ops.call("add.Tensor", X, ones(2))).Message);
    }

    [Fact]
    public void Temporaries_belong_to_the_scope_and_nothing_is_left_outside()
    {
        var x = X; // made now, if no test has asked for it before
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        ops.call<Tensor>("exp", x).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
