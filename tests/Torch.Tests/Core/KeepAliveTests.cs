using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Torch.Tests.Core;

/// <summary>
/// A native call gets the bare handle of an object that the collector may take while the call runs. So whatever gives its handle away
/// must be kept alive in the same member: by <c>GC.KeepAlive(x)</c>, by <c>x.Alive(call)</c>, or by <c>using</c>.
/// </summary>
public class KeepAliveTests
{
    [Fact]
    public void Every_object_outlives_the_native_call_that_uses_it()
    {
        var files = Directory.EnumerateFiles(Repository.PathTo("src", "Torch"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs") || f.EndsWith(".template"));
        var failures = files.SelectMany(f => Forgotten(File.ReadAllText(f)).Select(found => $"{Path.GetRelativePath(Repository.Root, f)}: {found}")).ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("void F(T x) { Native.mt_a(x.Handle); }", "x in F")]
    [InlineData("void F(T x) { Native.mt_a(x.Handle); GC.KeepAlive(y); }", "x in F")]
    [InlineData("void F(IList<T> xs) { fixed (nint* p = Handles(xs)) Native.mt_a(p); }", "xs in F")]
    [InlineData("int P => Native.mt_a(Handle);", "this in P")]
    [InlineData("int P { get { return Native.mt_a(Handle); } }", "this in P")]
    [InlineData("void F(T x) { Native.mt_a(x.Handle); GC.KeepAlive(x); }", null)]
    [InlineData("void F(T x) => x.Alive(Native.mt_a(x.Handle));", null)]
    [InlineData("void F() { using var x = new T(); Native.mt_a(x.Handle); }", null)]
    [InlineData("void F(IList<T> xs) { fixed (nint* p = Handles(xs)) Native.mt_a(p); GC.KeepAlive(xs); }", null)]
    [InlineData("int P => Alive(Native.mt_a(Handle));", null)]
    public void The_check_sees_what_is_forgotten(string member, string? expected) =>
        Assert.Equal(expected, Forgotten($"class C {{ {member} }}").SingleOrDefault());

    static IEnumerable<string> Forgotten(string source)
    {
        foreach (var member in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax or ConstructorDeclarationSyntax or IndexerDeclarationSyntax or OperatorDeclarationSyntax))
        {
            var text = member.ToString();
            if (!text.Contains("Native.mt_")) continue;
            foreach (var owner in Givers(member).Distinct())
                if (!IsKept(text, owner))
                    yield return $"{owner} in {Name(member)}";
        }
    }

    /// <summary>The names of the objects whose handles the member takes for a native call; <c>this</c> for its own.</summary>
    static IEnumerable<string> Givers(MemberDeclarationSyntax member)
    {
        foreach (var call in member.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression.ToString().StartsWith("Native.mt_", StringComparison.Ordinal))
                foreach (var name in call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.Text == "Handle"))
                    yield return name.Parent switch
                    {
                        MemberAccessExpressionSyntax access when access.Name == name => access.Expression.ToString(),
                        MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression.ToString(),
                        _ => "this",
                    };
            if (call.Expression is IdentifierNameSyntax { Identifier.Text: "Handles" }) yield return call.ArgumentList.Arguments[0].ToString();
        }
    }

    static bool IsKept(string member, string owner)
    {
        var x = Regex.Escape(owner);
        return Regex.IsMatch(member, $@"KeepAlive\({x}\)|\b{x}\.Alive\(|\busing var {x}\b") || owner == "this" && Regex.IsMatch(member, @"(?<![\w.])Alive\(");
    }

    static string Name(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        _ => member.ToString().Split('(')[0],
    };
}
