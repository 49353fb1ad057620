using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Tensors that one operator changes together: libtorch's <c>_foreach_</c> operators, or the plain one where there is one
/// tensor only. Both give the same bits.
/// </summary>
readonly struct Tensors
{
    readonly Tensor[] items;
    readonly bool together;

    internal Tensors(Tensor[] items)
    {
        this.items = items;
        together = items.Length > 1;
    }

    internal int Count => items.Length;

    internal Tensor this[int index] => items[index];

    Arg List => Arg.Tensors(items);

    internal Tensors add_(Tensors other, double alpha = 1)
    {
        if (together) Ops._foreach_add__List.Do(List, other.List, alpha);
        else
            for (var i = 0; i < Count; i++) Ops.add__Tensor.Do(items[i], other[i], alpha);
        return this;
    }

    internal Tensors add(Tensors other, double alpha)
    {
        if (together) return new(Ops._foreach_add_List.CallList(List, other.List, alpha));
        return Each(other, (a, b) => Ops.add_Tensor.Call(a, b, alpha));
    }

    internal Tensors add_(double value)
    {
        if (together) Ops._foreach_add__Scalar.Do(List, value);
        else
            foreach (var item in items) Ops.add__Scalar.Do(item, value);
        return this;
    }

    internal Tensors add(double value) => together ? new(Ops._foreach_add_Scalar.CallList(List, value)) : Each(a => Ops.add_Scalar.Call(a, value));

    internal Tensors mul_(double value)
    {
        if (together) Ops._foreach_mul__Scalar.Do(List, value);
        else
            foreach (var item in items) Ops.mul__Scalar.Do(item, value);
        return this;
    }

    internal Tensors mul(double value) => together ? new(Ops._foreach_mul_Scalar.CallList(List, value)) : Each(a => Ops.mul_Scalar.Call(a, value));

    internal Tensors mul_(Tensors other)
    {
        if (together) Ops._foreach_mul__List.Do(List, other.List);
        else
            for (var i = 0; i < Count; i++) Ops.mul__Tensor.Do(items[i], other[i]);
        return this;
    }

    internal Tensors div_(double value)
    {
        if (together) Ops._foreach_div__Scalar.Do(List, value);
        else
            foreach (var item in items) Ops.div__Scalar.Do(item, value);
        return this;
    }

    internal Tensors div(double value) => together ? new(Ops._foreach_div_Scalar.CallList(List, value)) : Each(a => Ops.div_Scalar.Call(a, value));

    internal Tensors div_(Tensors other)
    {
        if (together) Ops._foreach_div__List.Do(List, other.List);
        else
            for (var i = 0; i < Count; i++) Ops.div__Tensor.Do(items[i], other[i]);
        return this;
    }

    internal Tensors addcmul(Tensors first, Tensors second, double value) =>
        together ? new(Ops._foreach_addcmul_Scalar.CallList(List, first.List, second.List, value)) : Each(first, second, (a, b, c) => Ops.addcmul.Call(a, b, c, value));

    internal Tensors addcmul_(Tensors first, Tensors second, double value)
    {
        if (together) Ops._foreach_addcmul__Scalar.Do(List, first.List, second.List, value);
        else
            for (var i = 0; i < Count; i++) Ops.addcmul_.Do(items[i], first[i], second[i], value);
        return this;
    }

    internal Tensors addcdiv_(Tensors first, Tensors second, double value = 1)
    {
        if (together) Ops._foreach_addcdiv__Scalar.Do(List, first.List, second.List, value);
        else
            for (var i = 0; i < Count; i++) Ops.addcdiv_.Do(items[i], first[i], second[i], value);
        return this;
    }

    internal Tensors maximum_(Tensors other)
    {
        if (together) Ops._foreach_maximum__List.Do(List, other.List);
        else
            for (var i = 0; i < Count; i++)
            {
                using var larger = Ops.maximum.Call(items[i], other[i]);
                Ops.copy_.Do(items[i], larger);
            }
        return this;
    }

    internal Tensors copy_(Tensors other)
    {
        for (var i = 0; i < Count; i++) Ops.copy_.Do(items[i], other[i]);
        return this;
    }

    internal Tensors sqrt() => Unary(Ops._foreach_sqrt, Ops.sqrt);

    internal Tensors abs() => Unary(Ops._foreach_abs, Ops.abs);

    internal Tensors neg() => Unary(Ops._foreach_neg, Ops.neg);

    internal Tensors reciprocal() => Unary(Ops._foreach_reciprocal, Ops.reciprocal);

    Tensors Unary(Op all, Op one) => together ? new(all.CallList(List)) : Each(a => one.Call(a));

    Tensors Each(Func<Tensor, Tensor> change) => new(Array.ConvertAll(items, a => change(a)));

    Tensors Each(Tensors other, Func<Tensor, Tensor, Tensor> change) => new([.. items.Zip(other.items, change)]);

    Tensors Each(Tensors first, Tensors second, Func<Tensor, Tensor, Tensor, Tensor> change)
    {
        var results = new Tensor[Count];
        for (var i = 0; i < Count; i++) results[i] = change(items[i], first[i], second[i]);
        return new(results);
    }
}
