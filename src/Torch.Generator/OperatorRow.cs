namespace Marginalia.Torch.Tables;

/// <summary>The name of an operator of libtorch, without <c>aten::</c>, and its overload.</summary>
readonly record struct OperatorName(string Name, string Overload)
{
    /// <summary>Reads <c>name</c> or <c>name.overload</c>.</summary>
    public static OperatorName Parse(string text)
    {
        var dot = text.IndexOf('.');
        return dot < 0 ? new(text, "") : new(text.Substring(0, dot), text.Substring(dot + 1));
    }

    /// <summary>The member of <c>Ops</c> that stands for it.</summary>
    public string Field => Overload.Length == 0 ? Name : $"{Name}_{Overload}";

    /// <summary>True if it writes its first argument and hands it back.</summary>
    public bool IsInPlace => Regex.IsMatch(Name, "[^_]_$");

    /// <summary>As libtorch writes it.</summary>
    public override string ToString() => Overload.Length == 0 ? Name : $"{Name}.{Overload}";
}

/// <summary>A method that does nothing but call an operator.</summary>
/// <param name="Class">The class it belongs to, as <c>torch.Tensor</c>.</param>
/// <param name="Result">Its result's type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters, as in C#.</param>
/// <param name="Operator">What it calls.</param>
/// <param name="Arguments">With what: C# expressions.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Line">Where it stands in the table.</param>
sealed record OperatorRow(string Class, string Result, string Name, string Parameters, OperatorName Operator, string Arguments, string Summary, int Line)
{
    /// <summary>True for a method of a tensor, false for a static one.</summary>
    public bool IsInstance => Class == "torch.Tensor" && Regex.IsMatch(Arguments, @"\bthis\b");

    /// <summary>The operator that writes its result into the parameter <c>@out</c> where that is given; null if there is no such parameter.</summary>
    public OperatorName? Out => Regex.IsMatch(Parameters, @"\bTensor\? @out\b") ? new OperatorName(Operator.Name, Operator.Overload.Length == 0 ? "out" : Operator.Overload + "_out") : null;

    /// <summary>The same as a static method of another class, with the tensor as its first parameter and with other names for some parameters.</summary>
    public OperatorRow Twin(string @class, string self, IReadOnlyDictionary<string, string> renamed) => this with
    {
        Class = @class,
        Parameters = Rename(Parameters.Length == 0 ? $"Tensor {self}" : $"Tensor {self}, {Parameters}", renamed),
        Arguments = Rename(Regex.Replace(Arguments, @"\bthis\b", self), renamed),
    };

    static string Rename(string text, IReadOnlyDictionary<string, string> renamed) =>
        Regex.Replace(text, @"\b[A-Za-z_]\w*", word => renamed.TryGetValue(word.Value, out var name) ? name : word.Value);
}
