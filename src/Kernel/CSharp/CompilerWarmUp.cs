using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Marginalia.Kernel.CSharp;

/// <summary>
/// Writes an empty assembly beside the first cell, once per process: the half of the compiler that a cell needs last is ready when it comes
/// to it. Doing all that a cell does beside it would make both wait for the same methods.
/// </summary>
internal static class CompilerWarmUp
{
    static int s_started;

    /// <summary>Starts it, the first time it is asked.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref s_started, 1) == 0)
            new Thread(Emit) { IsBackground = true, Name = "warm-up" }.Start();
    }

    static void Emit()
    {
        var tree = CSharpSyntaxTree.ParseText("class Nothing { }", path: "nothing.cs", encoding: Encoding.UTF8);
        var library = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false);
        using var program = new MemoryStream();
        using var symbols = new MemoryStream();
        CSharpCompilation.Create("Nothing", [tree], [library], options)
            .Emit(program, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
    }
}
