
namespace Marginalia.Tests.Conformance;

/// <summary>Files that are no list of cases are refused with the case and the field.</summary>
public class ConformanceFileTests
{
    private const string Sum = """{"id": "a", "method": "Sum", "inputs": {"J": [[1]]}, "expected": {"direction": [1]}, "tolerance": {"abs": 0, "rel": 0}}""";

    [Theory]
    [InlineData("{}", "it holds an object; expected a list of cases")]
    [InlineData("[3]", "case 1 of the list: it is the number 3; expected an object")]
    [InlineData("""[{"method": "Sum"}]""", "case 1 of the list: id is missing")]
    [InlineData("""[{"id": 7}]""", "case 1 of the list: id is the number 7; expected a text")]
    [InlineData("""[{"id": "a"}]""", "case a: method is missing")]
    [InlineData("""[{"id": "a", "method": "Sum"}]""", "case a: inputs is missing")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": [1]}]""", "case a: inputs is a list; expected an object")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": ["1"]}}]""", "case a: expected.direction[0] is the text \"1\"; expected a number, or \"NaN\", \"Infinity\", \"-Infinity\"")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": [[1], [1, 2]]}}]""", "case a: expected.direction has parts of different shapes: [1], [2]")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": null}}]""", "case a: expected.direction is null; expected numbers")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"error": "yes"}}]""", "case a: expected.error is the text \"yes\"; expected true or false")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": [1]}}]""", "case a: tolerance.abs is missing")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": [1]}, "tolerance": {"abs": 0}}]""", "case a: tolerance.rel is missing")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": [1]}, "tolerance": {"abs": -1, "rel": 0}}]""", "case a: tolerance.abs is -1; expected 0 or more")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"ill_posed": true, "accept": "finite"}}]""", "case a: expected.accept is the text \"finite\"; expected a list of words")]
    [InlineData("""[{"id": "a", "method": "Sum", "inputs": {}, "expected": {"direction": [1]}, "tolerance": {"abs": [1], "rel": 0}}]""", "case a: tolerance.abs has shape [1]; expected a number")]
    [InlineData("[" + Sum + "," + Sum + "]", "case a: an earlier case has the same id")]
    public void What_is_wrong_is_said_in_one_line(string json, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Cases.Read(json)).Message);

    [Fact]
    public void Text_that_is_not_JSON_is_refused_with_the_line() =>
        Assert.Matches("^it is not JSON: .*LineNumber: 1", Assert.Throws<FormatException>(() => Cases.Read("[\nNaN]")).Message);

    [Fact]
    public void A_field_that_is_there_twice_is_refused() =>
        Assert.Matches("^it is not JSON: .*direction", Assert.Throws<FormatException>(() => Cases.Read($"[{Sum.Replace("[1]}, \"tol", "[1], \"direction\": [2]}, \"tol", StringComparison.Ordinal)}]")).Message);

    [Fact]
    public void Numbers_that_are_not_finite_have_words()
    {
        var test = Cases.Read(Sum.Replace("[1]}, \"tol", "[\"NaN\", \"Infinity\", \"-Infinity\", 1e-8]}, \"tol", StringComparison.Ordinal) is var json ? $"[{json}]" : "").Single();
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-8], test.Expected["direction"].Numbers);
    }
}
