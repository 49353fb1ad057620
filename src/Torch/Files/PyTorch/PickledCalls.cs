namespace TorchSharp;

/// <summary>What C++ saves a tensor in: a TorchScript module with fields.</summary>
sealed class PickledModule
{
    internal List<(object? Key, object? Value)> Pairs { get; } = [];
}

/// <summary>Stands in for the functions and classes of PyTorch that pickles of tensors call.</summary>
sealed class PickledCalls(string file)
{
    internal object? Call(string name, object?[] arguments) => name switch
    {
        PickleNames.OrderedDict => Dictionary(arguments),
        PickleNames.Tensor2 when arguments.Length is 6 or 7 => Tensor(arguments, arguments[4] as bool?),
        PickleNames.Tensor when arguments.Length is 4 => Tensor(arguments, false),
        PickleNames.Parameter or PickleNames.ParameterWithState when arguments is [PickledTensor data, bool requiresGrad, ..] => Checked(data with { RequiresGrad = requiresGrad }),
        PickleNames.Size when arguments is [object?[] size] => size,
        PickleNames.Device => string.Join(':', arguments),
        PickleNames.Module when arguments.Length == 0 => new PickledModule(),
        _ => throw Damaged($"it calls {name} with {arguments.Length} arguments that do not fit"),
    };

    /// <summary>A reference to a storage: ("storage", type, key, device, number of elements).</summary>
    internal PickledStorage Storage(object? id)
    {
        if (id is not object?[] { Length: 5 or 6 } parts || parts[0] is not "storage" || parts[2] is not string key || parts[4] is not (long and >= 0 and var count))
            throw Damaged("it refers to data that is no storage");
        if (parts is [.., not null] && parts.Length == 6) throw Damaged("it has views of storages, as PyTorch before 0.4 wrote them; load and save it with a newer PyTorch");
        var type = PickleNames.StorageType(parts[1]) ?? throw Damaged($"a storage has the type {(parts[1] as PickledName)?.Name ?? "of no name"}");
        return new(key, type, count);
    }

    PickledDict Dictionary(object?[] arguments)
    {
        var result = new PickledDict();
        if (arguments.Length == 0) return result;
        if (arguments is not [List<object?> pairs]) throw Damaged($"it calls {PickleNames.OrderedDict} with arguments that do not fit");
        foreach (var pair in pairs)
        {
            var (key, value) = pair switch
            {
                object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                List<object?> { Count: 2 } list => (list[0], list[1]),
                _ => throw Damaged("a dictionary is made of something that is no pair"),
            };
            result.Pairs.Add((key, value));
        }
        return result;
    }

    PickledTensor Tensor(object?[] arguments, bool? requiresGrad)
    {
        if (arguments[0] is not PickledStorage storage || arguments[1] is not long offset || requiresGrad is not { } grad) throw Damaged("a tensor is made of something else than a storage");
        return Checked(new(storage, offset, Numbers(arguments[2]), Numbers(arguments[3]), grad));
    }

    PickledTensor Checked(PickledTensor tensor) => tensor.Fault() is { } fault ? throw Damaged(fault) : tensor;

    long[] Numbers(object? value) => value is object?[] items && items.All(i => i is long) ? [.. items.Cast<long>()] : throw Damaged("a shape or its strides are no numbers");

    InvalidDataException Damaged(string why) => new($"{file} cannot be read: {why}.");
}
