using Marginalia.Kernel.Intelligence;
using Marginalia.Kernel.Tests.Engine;

namespace Marginalia.Kernel.Tests.Intelligence;

public class SuggestionTests
{
    static readonly Lazy<Session> s_shared = new(() => new("int count = 1; var words = new List<string>();"));

    [Theory]
    [InlineData("cuont + 1", "; did you mean 'count'?")]
    [InlineData("Count + 1", "; did you mean 'count'?")]
    [InlineData("console.WriteLine(1)", "; did you mean 'Console'?")]
    [InlineData("Console.WriteLien(1)", "; did you mean 'WriteLine'?")]
    [InlineData("words.Lenght", "")]
    [InlineData("words.Cuont", "; did you mean 'Count'?")]
    [InlineData("words.Selct(w => w)", "; did you mean 'Select'?")]
    [InlineData("words.Where(w => w.Lenght > 1)", "; did you mean 'Length'?")]
    [InlineData("{ int local = 1; locla++; }", "; did you mean 'local'?")]
    [InlineData("new Lsit<int>()", "; did you mean 'List'?")]
    [InlineData("new HttpClient()", "; there is one in System.Net.Http: using System.Net.Http;")]
    [InlineData("Stopwatch.StartNew()", "; there is one in System.Diagnostics: using System.Diagnostics;")]
    [InlineData("System.Txet.StringBuilder b;", "; did you mean 'Text'?")]
    [InlineData("xyzzy + 1", "")]
    [InlineData("words.Xyzzy", "")]
    public void Errors_say_what_may_have_been_meant(string code, string end)
    {
        var message = s_shared.Value.Engine.Execute("\n" + code, new RecordingSink(), TestContext.Current.CancellationToken).Error!.Traceback[0];
        Assert.Contains(", line 2, column ", message);
        Assert.EndsWith(end, message);
        Assert.Equal(end != "", message.Contains("; did you mean") || message.Contains("; there is one in"));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "ABC", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "xabc", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_letters(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Of(a, b));
        Assert.Equal(distance, EditDistance.Of(b, a));
    }
}
