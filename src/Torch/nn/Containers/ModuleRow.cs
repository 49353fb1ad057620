using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The modules of a <see cref="Sequential"/>, with their names, which need not differ.</summary>
sealed class ModuleRow<T> where T : nn.Module
{
    readonly List<(string Name, T Module)> steps = [];

    internal int Count => steps.Count;

    internal T this[int index] => steps[index].Module;

    internal IEnumerable<(string Name, T Module)> Steps => steps;

    internal IEnumerable<(string Name, nn.Module Module)> Parts => steps.Select(step => (step.Name, (nn.Module)step.Module));

    internal void Add(T module) => Add($"{Count}", module);

    internal void Add(string name, T module)
    {
        ArgumentNullException.ThrowIfNull(module);
        nn.Module.CheckName(name, "module");
        steps.Add((name, module));
    }

    /// <summary>The place that an index means, which counts from the end if it is negative.</summary>
    internal int Place(int index) => Math.Clamp(index < 0 ? index + Count : index, 0, Count);

    internal ModuleRow<T> Slice(int start, int end)
    {
        var slice = new ModuleRow<T>();
        slice.steps.AddRange(steps.Skip(start).Take(end - start));
        return slice;
    }
}
