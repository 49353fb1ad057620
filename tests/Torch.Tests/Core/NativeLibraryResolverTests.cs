using System.Reflection;
using System.Runtime.Loader;
using TorchSharp;

namespace Marginalia.Torch.Tests.Core;

public class NativeLibraryResolverTests
{
    const string Variable = "MARGINALIA_TORCH";

    [Fact]
    public void A_library_that_is_not_there_is_named_with_the_way_out()
    {
        var e = With("/nowhere/libmarginalia_torch.so", () => Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Resolve(Native.Library, typeof(torch).Assembly, null)));
        Assert.Contains("run ./kit once", e.Message);
        Assert.Contains("/nowhere/libmarginalia_torch.so: no such file", e.Message);
    }

    [Fact]
    public void A_file_that_is_no_library_is_named_with_the_loader_s_reason()
    {
        var file = Path.GetTempFileName();
        try
        {
            var e = With(file, () => Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Resolve(Native.Library, typeof(torch).Assembly, null)));
            Assert.Contains($"{file}: Unable to load shared library", e.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(nameof(torch.manual_seed), 1L)]
    [InlineData(nameof(torch.set_num_threads), 1)]
    public void The_first_use_of_any_kind_says_so_without_a_wrapping(string function, object argument)
    {
        var context = new AssemblyLoadContext(nameof(NativeLibraryResolverTests), isCollectible: true);
        var fresh = context.LoadFromAssemblyPath(typeof(torch).Assembly.Location).GetType(typeof(torch).FullName!)!;
        var e = With("/nowhere", () => Assert.Throws<TargetInvocationException>(() => fresh.GetMethod(function)!.Invoke(null, [argument])));
        Assert.IsType<DllNotFoundException>(e.InnerException);
        context.Unload();
    }

    [Fact]
    public void Looks_beside_the_assembly_and_then_upwards()
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            var bin = root.CreateSubdirectory("a/bin").FullName;
            root.CreateSubdirectory("artifacts/native/current");
            root.CreateSubdirectory("a/native/current");
            string[] expected = ["a/bin", "a/native/current", "artifacts/native/current"];
            var found = With("", () => NativeLibraryResolver.Candidates(bin).Where(c => c.StartsWith(root.FullName, StringComparison.Ordinal)).ToList());
            Assert.Equal(expected.Select(f => Path.Combine(root.FullName, f, "libmarginalia_torch.so")), found);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Looks_last_where_it_was_built() =>
        Assert.True(Directory.Exists(typeof(torch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "Artifacts").Value));

    static T With<T>(string value, Func<T> action)
    {
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, value);
            return action();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
