using System.Net;
using System.Runtime.Loader;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Tests.Formatting;

public sealed class FormatterAssembliesTests
{
    const string Library = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        [assembly: Mine.TypeFormatterSource(typeof(Mine.Formats), PreferredMimeTypes = new[] { "text/html" })]
        namespace Mine
        {
            [AttributeUsage(AttributeTargets.Assembly)]
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type type) { FormatterSourceType = type; }
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            class Formats
            {
                public IEnumerable<object> CreateTypeFormatters() { yield return new Format1(); }
            }
            class Format1
            {
                public string MimeType => "text/html";
                public Type Type => typeof(TheType);
                public bool Format(object value, TextWriter writer) { writer.Write("<b>" + value + "</b>"); return true; }
            }
        }
        """;

    [Theory]
    [InlineData("System.Net.NetworkCredential")]
    [InlineData("System.Net.WebHeaderCollection")]
    public void An_assembly_that_is_loaded_brings_formatters_for_types_of_others(string type)
    {
        var value = Activator.CreateInstance(typeof(NetworkCredential).Assembly.GetType(type) ?? typeof(WebHeaderCollection))!;
        Assert.DoesNotContain("<b>", Renderer.Text(value, "text/html"));
        using var file = Compile(Library.Replace("TheType", type));
        new AssemblyLoadContext(type).LoadFromStream(file);
        Assert.Equal($"<b>{value}</b>", Renderer.Text(value, "text/html"));
        Assert.Equal(["text/html", "text/plain"], Renderer.Bundle(value).Data.Keys);
    }

    static MemoryStream Compile(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        var file = new MemoryStream();
        var result = CSharpCompilation.Create("Mine" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(code)], references, new(OutputKind.DynamicallyLinkedLibrary)).Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        file.Position = 0;
        return file;
    }
}
