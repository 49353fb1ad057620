using System.Xml.Linq;
using Marginalia.Kit.Testing;

namespace Marginalia.Kit.Tests.Testing;

public class XunitReportTests
{
    [Fact]
    public void Counts_failures_and_skips_are_read()
    {
        var result = XunitReport.Read(XDocument.Parse("""
            <assemblies><assembly time="1.5">
              <errors><error type="test-class-cleanup" name="A.Some"><failure><message>cleanup broke</message></failure></error></errors>
              <collection>
                <test name="A.Good" result="Pass" />
                <test name="A.Better" result="Pass" />
                <test name="A.Bad" result="Fail"><failure><message>1 is not 2</message><stack-trace>at A.Bad()</stack-trace></failure><output>seen</output></test>
                <test name="A.Later" result="Skip"><reason>needs a GPU</reason></test>
                <test name="A.Asked" result="NotRun" />
              </collection>
            </assembly></assemblies>
            """));

        Assert.Equal((2, 2, 1), (result.Passed, result.Failed, result.Skipped));
        Assert.Equal(TimeSpan.FromSeconds(1.5), result.Time);
        Assert.Equal([new("A.Bad", "1 is not 2\nat A.Bad()\noutput:\nseen"), new("A.Some (test-class-cleanup)", "cleanup broke")], result.Failures);
        Assert.Equal([new Skip("A.Later", "needs a GPU")], result.Skips);
    }

    [Fact]
    public void A_report_without_assembly_is_refused() => Assert.Throws<FormatException>(() => XunitReport.Read(XDocument.Parse("<assemblies />")));
}
