using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

/// <summary>What libtorch refuses comes out as an exception with libtorch's own first line, and nothing is the worse for it.</summary>
public class ErrorTests
{
    static readonly Dictionary<string, (Action Action, string[] Says)> Cases = new()
    {
        ["matmul of shapes that do not fit"] = (() => ones(2, 3).matmul(ones(4, 5)), ["mat1 and mat2 shapes cannot be multiplied", "2x3", "4x5"]),
        ["sum of shapes that do not broadcast"] = (() => (ones(2, 3) + ones(4)).ToString(), ["The size of tensor a (3) must match the size of tensor b (4)"]),
        ["matmul of different types"] = (() => ones(2, 2).matmul(ones(2, 2, float64)), ["ouble"]), // "Double", later "double"
        ["gradient of more than one element"] = (() => (ones(2, requires_grad: true) * 2).backward(), ["grad can be implicitly created only for scalar outputs"]),
        ["gradient without a graph"] = (() => ones(1).backward(), ["element 0 of tensors does not require grad"]),
        ["backward twice"] = (BackwardTwice, ["Trying to backward through the graph a second time"]),
        ["gradient of an input that was not used"] = (UnusedInput, ["appears to not have been used in the graph"]),
        ["gradients of integers"] = (() => ones(1, int64, requires_grad: true), ["Only Tensors of floating point"]),
        ["in-place change of a leaf"] = (() => ones(1, requires_grad: true).add_(1), ["a leaf Variable that requires grad is being used in an in-place operation"]),
        ["change of a value that backward needs"] = (ChangedValue, ["modified by an inplace operation"]),
        ["view of a wrong size"] = (() => ones(6).view(4), ["shape '[4]' is invalid for input of size 6"]),
        ["index out of range"] = (() => ones(3).select(0, 3), ["out of range", "3"]),
        ["dimension out of range"] = (() => ones(3).sum(2), ["Dimension out of range", "2"]),
        ["number of two elements"] = (() => ones(2).ToScalar(), ["2 elements cannot be converted to Scalar"]),
        ["stack of different shapes"] = (() => stack([ones(2), ones(3)]), ["stack expects each tensor to be equal size", "[2]", "[3]"]),
        ["class out of range"] = (() => nn.functional.cross_entropy(ones(1, 2), tensor(new long[] { 5 })), ["Target 5 is out of bounds"]),
        ["einsum of sizes that differ"] = (() => einsum("ij,jk->ik", ones(2, 3), ones(2, 3)), ["subscript j has size 2"]),
        ["bitwise and of floats"] = (() => (ones(1) & ones(1)).ToString(), ["\"bitwise_and_cpu\" not implemented for 'Float'"]),
        ["no tensor where one must be"] = (() => ones(1).matmul(null!), ["matmul"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Comes_out_as_an_exception_and_leaves_all_in_order(string name)
    {
        var (action, says) = Cases[name];
        var e = Assert.Throws<ExternalException>(action);
        Assert.All(says, part => Assert.Contains(part, e.Message));
        Assert.DoesNotContain('\n', e.Message);
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        (x * x).sum().backward();
        Assert.Equal([2f, 4f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_disposed_tensor_is_refused_by_name()
    {
        var gone = ones(1);
        gone.Dispose();
        Assert.Equal("Tensor invalid -- empty handle.", Assert.Throws<InvalidOperationException>(() => ones(1) + gone).Message);
        Assert.Throws<InvalidOperationException>(() => gone.shape);
        Assert.Throws<InvalidOperationException>(() => stack([ones(1), gone]));
    }

    [Fact]
    public void A_null_in_a_list_is_refused_by_its_place() => Assert.Contains("tensors[1]", Assert.Throws<ArgumentNullException>(() => stack([ones(1), null!])).Message);

    static void BackwardTwice()
    {
        var x = ones(2, requires_grad: true);
        var y = (x * x).sum();
        y.backward();
        y.backward();
    }

    static void UnusedInput()
    {
        var (x, other) = (ones(1, requires_grad: true), ones(1, requires_grad: true));
        autograd.grad([x.sum()], [other]);
    }

    static void ChangedValue()
    {
        var x = ones(2, requires_grad: true);
        var y = x * 2;
        var z = (y * y).sum();
        y.add_(1);
        z.backward();
    }

    /// <summary>A library that libtorch brings in may take over the signal of memory faults.</summary>
    [Fact]
    public void Null_references_are_exceptions_also_when_libtorch_is_loaded()
    {
        using var loaded = zeros(1);
        string? nothing = loaded.numel() == 1 ? null : "";
        Assert.Throws<NullReferenceException>(() => nothing!.Length);
    }
}
