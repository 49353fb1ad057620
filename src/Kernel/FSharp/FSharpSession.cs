using System.Reflection;
using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Languages;
using Microsoft.FSharp.Core;
using static FSharp.Compiler.Interactive.Shell;

namespace Marginalia.Kernel.FSharp;

/// <summary>The F# compiler, which runs one piece of code after the other.</summary>
internal sealed class FSharpSession
{
    const string Box = "marginalia_shared";

    const string Start = """
        open System
        open System.IO
        open System.Text
        open Microsoft.DotNet.Interactive
        open Microsoft.DotNet.Interactive.Formatting
        open type Microsoft.DotNet.Interactive.Kernel
        """;

    static readonly string[] s_arguments =
        ["fsi", "--noninteractive", "--nologo", "--quiet", "--gui-", "--multiemit+", "--optimize+", "--debug+", "--usesdkrefs-", $"--reference:{typeof(FSharpSession).Assembly.Location}"];

    readonly HashSet<string> _referenced = [typeof(object).Assembly.Location, typeof(FSharpSession).Assembly.Location, typeof(Unit).Assembly.Location];
    readonly FsiEvaluationSession _session;
    readonly FSharpCheckpoints _checkpoints;

    /// <summary>Starts it.</summary>
    /// <param name="loader">Where the assemblies are loaded that C# cells reference; F# uses the same ones.</param>
    /// <param name="references">Assemblies that were referenced before.</param>
    public FSharpSession(CellLoadContext loader, IReadOnlyList<string> references)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => new AssemblyName(request.Name) is var name && loader.Files.ToRun(name.Name!) is not null ? loader.LoadFromAssemblyName(name) : null;
        _session = FsiEvaluationSession.Create(
            FsiEvaluationSession.GetDefaultConfiguration(), s_arguments, TextReader.Null, Console.Out, TextWriter.Null, FSharpOption<bool>.None, null);
        _checkpoints = new(_session.InteractiveChecker);
        Run(Start, "start", CancellationToken.None);
        Reference(references);
    }

    /// <summary>Makes assemblies known to the code to come.</summary>
    public void Reference(IEnumerable<string> assemblies)
    {
        foreach (var path in assemblies.Where(_referenced.Add))
            Run($"#r @\"{path}\"", "reference", CancellationToken.None);
    }

    /// <summary>What the session has declared: name, type and value.</summary>
    public IEnumerable<(string Name, Type Type, object? Value)> Values =>
        from bound in _session.GetBoundValues()
        where bound.Name is not ("it" or Box)
        select (bound.Name, bound.Value.ReflectionType, (object?)bound.Value.ReflectionValue);

    /// <summary>Compiles and runs a cell's code, so that it can be stopped; what does not compile with checkpoints has not run, and is taken as it is.</summary>
    /// <param name="code">The F# text.</param>
    /// <param name="cell">What stands for the file in errors and traces.</param>
    /// <param name="token">Stops the compiler.</param>
    public FSharpOutcome RunCell(string code, string cell, CancellationToken token)
    {
        var withChecks = _checkpoints.Insert(code, cell);
        var outcome = Run(withChecks, cell, token);
        return outcome.Errors.Count > 0 && withChecks != code && !token.IsCancellationRequested ? Run(code, cell, token) : outcome;
    }

    /// <summary>Compiles and runs code; its trailing expression has a type even when the value is null.</summary>
    /// <param name="code">The F# text.</param>
    /// <param name="file">What stands for the file in errors and traces.</param>
    /// <param name="token">Stops the compiler.</param>
    public FSharpOutcome Run(string code, string file, CancellationToken token)
    {
        var (choice, diagnostics) = _session.EvalInteractionNonThrowing(code, file, FSharpOption<CancellationToken>.Some(token));
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity.IsError).ToList();
        if (errors.Count > 0)
            return new(null, null, errors, null);
        return choice switch
        {
            FSharpChoice<FSharpOption<FsiValue>, Exception>.Choice2Of2 failure => new(null, null, [], failure.Item),
            FSharpChoice<FSharpOption<FsiValue>, Exception>.Choice1Of2 { Item.Value: { } value } when value.ReflectionType != typeof(Unit) => new(value.ReflectionType, value.ReflectionValue, [], null),
            _ => new(null, null, [], null),
        };
    }

    /// <summary>Declares a variable; false when F# cannot take this type.</summary>
    /// <exception cref="ValueException">The name does not fit.</exception>
    public bool TryDeclare(string name, Type type, object? value)
    {
        Reference(Assemblies(type).Where(assembly => !assembly.IsDynamic).Select(assembly => assembly.Location).Where(path => path != ""));
        try
        {
            _session.AddBoundValue(Box, Activator.CreateInstance(typeof(Tuple<>).MakeGenericType(type), value)!);
        }
        catch (InvalidOperationException)
        {
            return false; // what F# says of types that are not public
        }
        return Run($"let {name} = {Box}.Item1", "share", CancellationToken.None) is not { Errors: [var error, ..] }
            ? true
            : throw new ValueException($"'{name}' is not a name in F#: {error.Message}");
    }

    static IEnumerable<Assembly> Assemblies(Type type) => type.IsArray
        ? Assemblies(type.GetElementType()!)
        : type.GetGenericArguments().SelectMany(Assemblies).Prepend(type.Assembly);
}
