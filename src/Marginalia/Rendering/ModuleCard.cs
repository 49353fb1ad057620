using System.Globalization;
using Marginalia.Charts.Drawing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>A module: its parts, indented below each other, with shapes and numbers of their parameters.</summary>
internal static class ModuleCard
{
    const int MaxRows = 200;

    public static Card Of(nn.Module module)
    {
        var parameters = Distinct(module.named_parameters().Select(item => item.parameter)).ToList();
        if (parameters.Exists(parameter => parameter.IsInvalid))
            return new(TypeName(module), "(disposed)");
        long total = parameters.Sum(parameter => parameter.numel()), trainable = parameters.Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());
        List<IReadOnlyList<string>> rows = [];
        AddRow(rows, module, "", 0);
        AddChildren(rows, module, 1);
        var hidden = rows.Count - MaxRows;
        if (hidden > 0)
            rows = [.. rows.Take(MaxRows), ["…", $"{hidden} more", "", "", ""]];
        var bytes = parameters.Sum(parameter => parameter.numel() * parameter.element_size());
        return new(TypeName(module), $"{Numbers.Fixed(total, 0)} parameters · {Size(bytes)}")
        {
            Remarks = [$"{(trainable == total ? "all trainable" : trainable == 0 ? "none trainable" : $"{Numbers.Fixed(trainable, 0)} trainable")} · {(module.training ? "training" : "evaluation")} mode · {Place(parameters)}"],
            Table = new(["layer", "type", "parameters", "number", "trainable"], rows, 3),
        };
    }

    /// <summary>The class without the mark of generic types.</summary>
    public static string TypeName(object value) => value.GetType().Name.Split('`')[0];

    static void AddChildren(List<IReadOnlyList<string>> rows, nn.Module module, int depth)
    {
        foreach (var (name, child) in module.named_children())
        {
            AddRow(rows, child, name, depth);
            AddChildren(rows, child, depth + 1);
        }
    }

    static void AddRow(List<IReadOnlyList<string>> rows, nn.Module module, string name, int depth)
    {
        var own = module.named_parameters(recurse: false).ToList();
        var all = Distinct(module.named_parameters().Select(item => item.parameter)).ToList();
        var free = all.Count(parameter => parameter.requires_grad);
        rows.Add([
            new string(' ', 2 * Math.Max(0, depth - 1)) + (depth == 0 ? "(whole)" : name),
            TypeName(module),
            string.Join(", ", own.Select(item => $"{item.name} {TensorCard.Shape(item.parameter)}")),
            all.Count == 0 ? "" : Numbers.Fixed(all.Sum(parameter => parameter.numel()), 0),
            all.Count == 0 ? "" : free == all.Count ? "yes" : free == 0 ? "no" : "in part",
        ]);
    }

    /// <summary>Each parameter once, also where parts share it.</summary>
    static IEnumerable<Parameter> Distinct(IEnumerable<Parameter> parameters) => parameters.DistinctBy(parameter => parameter.IsInvalid ? 0 : parameter.Handle);

    static string Place(List<Parameter> parameters)
    {
        var places = parameters.Select(parameter => $"{TensorCard.Type(parameter.dtype)} · {parameter.device}").Distinct().ToList();
        return places.Count switch { 0 => "no parameters", 1 => places[0], _ => string.Join(", ", places.Select(place => place.Replace(" · ", " on "))) };
    }

    static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };
}
