using System.Text.Json.Nodes;

namespace Marginalia.Tests.Conformance;

/// <summary>A case that is not met is not passed.</summary>
public class ConformanceRunnerTests
{
    /// <summary>All cases that expect numbers.</summary>
    public static TheoryData<string> Numeric => [.. Cases.All.Values.Where(test => test.Expected.Count > 0).Select(test => test.Id)];

    [Theory]
    [MemberData(nameof(Numeric))]
    public void A_number_off_by_a_thousandth_of_its_vector_is_noticed(string id)
    {
        var test = Cases.All[id];
        var result = ConformanceRunner.Run(test);
        foreach (var (key, got) in result.Got!.Where(value => test.Expected.ContainsKey(value.Key)))
            foreach (double shift in (double[])[1e-3, -1e-3])
            {
                var json = Cases.Copy(id);
                Shift(json["expected"]!, key, shift);
                var changed = Cases.Read($"[{json.ToJsonString()}]").Single();
                Assert.True(changed.Compare(key, got).Multiple > 1, $"{key} shifted by {shift}");
            }
    }

    [Fact]
    public void A_direction_of_the_wrong_sign_fails()
    {
        var json = Cases.Copy("MGDA-gradient-001");
        foreach (int column in (int[])[0, 1])
            json["expected"]!["direction"]![column] = -(double)json["expected"]!["direction"]![column]!;
        var result = Cases.Run(json);
        Assert.Equal(CaseOutcome.Failed, result.Outcome);
        Assert.StartsWith("direction[1]: got 0.450041881", result.Why);
    }

    [Fact]
    public void An_input_that_must_be_refused_and_is_not_fails()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["expected"] = new JsonObject { ["error"] = true };
        var result = Cases.Run(json);
        Assert.Equal((CaseOutcome.Failed, "must be refused, but was not"), (result.Outcome, result.Why));
        Assert.NotNull(result.Got);
    }

    [Fact]
    public void An_input_that_is_refused_without_need_is_not_passed()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["inputs"]!["J"]![0]![0] = "Infinity";
        var result = Cases.Run(json);
        Assert.Equal(CaseOutcome.Refused, result.Outcome);
        Assert.Contains("task 0", result.Why);
        Assert.Null(result.Got);
    }

    [Theory]
    [InlineData("error", CaseOutcome.Failed)]
    [InlineData("finite", CaseOutcome.Passed)]
    public void An_ill_posed_case_accepts_what_it_names(string accepted, CaseOutcome outcome)
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["expected"] = new JsonObject { ["ill_posed"] = true, ["accept"] = new JsonArray(accepted) };
        Assert.Equal(outcome, Cases.Run(json).Outcome);
    }

    [Theory]
    [InlineData("error", CaseOutcome.Passed)]
    [InlineData("finite", CaseOutcome.Failed)]
    public void A_refusal_of_an_ill_posed_case_passes_only_where_it_is_accepted(string accepted, CaseOutcome outcome)
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["inputs"]!["J"]![0]![0] = "NaN";
        json["expected"] = new JsonObject { ["ill_posed"] = true, ["accept"] = new JsonArray(accepted) };
        Assert.Equal(outcome, Cases.Run(json).Outcome);
    }

    [Fact]
    public void A_value_that_the_method_does_not_have_fails()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["expected"]!["temperature"] = 1.0;
        var result = Cases.Run(json);
        Assert.Equal((CaseOutcome.Failed, "temperature is not among what Sum gives: direction, weights"), (result.Outcome, result.Why));
    }

    [Fact]
    public void A_value_of_another_shape_fails()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["expected"]!["direction"]!.AsArray().Add(0.0);
        var result = Cases.Run(json);
        Assert.Equal((CaseOutcome.Failed, "direction of shape [2] instead of [3]"), (result.Outcome, result.Why));
    }

    [Fact]
    public void Without_expectations_there_are_values_but_no_verdict()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json.Remove("expected");
        json.Remove("tolerance");
        json.Remove("kind");
        json.Remove("params");
        var result = Cases.Run(json);
        Assert.Equal(CaseOutcome.Unknown, result.Outcome);
        Assert.Equal([2.818827, 0.417996], result.Got!["direction"].Numbers, (expected, got) => Math.Abs(expected - got) < 1e-12);
    }

    [Theory]
    [InlineData("Sum-gradient-001", "method", "Summ", "unknown method 'Summ'")]
    [InlineData("MGDA-gradient-001", "params.normalization", "l3", "params.normalization 'l3' is not known; known: none, l2, loss, loss+")]
    [InlineData("CAGrad-gradient-001", "params.rescale", 3, "params.rescale 3 is not known; known: 0, 1, 2")]
    [InlineData("GradNorm-sequence-001", "params.eps", 1e-7, "params.eps is 1E-07; the method is there with 1E-08 only")]
    public void What_is_not_here_is_said_and_not_passed(string id, string path, object value, string why)
    {
        var json = Cases.Copy(id);
        Set(json, path, JsonValue.Create(value));
        var result = Cases.Run(json);
        Assert.Equal((CaseOutcome.Unknown, why), (result.Outcome, result.Why));
    }

    [Theory]
    [InlineData("UW-loss-001", "inputs.log_vars", null, "inputs.log_vars is missing")]
    [InlineData("CAGrad-gradient-001", "params.c", null, "params.c is missing")]
    [InlineData("CAGrad-gradient-001", "params.c", "0.5", "params.c is the text \"0.5\"; expected a number, or \"NaN\", \"Infinity\", \"-Infinity\"")]
    [InlineData("Krum-gradient-001", "params.n_byzantine", 0.5, "params.n_byzantine has 0.5; expected whole numbers")]
    [InlineData("Sum-gradient-001", "inputs.J", "[]", "inputs.J has shape [0]; expected a list of rows of numbers")]
    [InlineData("Sum-gradient-001", "inputs.J", 3, "inputs.J has shape []; expected a list of rows of numbers")]
    [InlineData("Sum-gradient-001", "inputs.losses", "[1]", "inputs of different sizes: 1 losses, 2 gradients of 2 numbers, 2 tasks, 2 parameters")]
    public void A_field_that_is_missing_or_wrong_is_named(string id, string path, object? value, string why)
    {
        var json = Cases.Copy(id);
        Set(json, path, value is string text && text.StartsWith('[') ? JsonNode.Parse(text) : JsonValue.Create(value));
        json["expected"] = new JsonObject { ["error"] = true }; // which is no excuse
        var result = Cases.Run(json);
        Assert.Equal((CaseOutcome.Malformed, why), (result.Outcome, result.Why));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Dynamic_weights_are_ones_before_two_epochs_are_known(int epochs)
    {
        var json = Cases.Copy("DWA-loss-001");
        var history = json["inputs"]!["history"]!.AsArray();
        while (history.Count > epochs)
            history.RemoveAt(0);
        json["expected"] = new JsonObject { ["weights"] = new JsonArray(1.0, 1.0) };
        Assert.Equal(CaseOutcome.Passed, Cases.Run(json).Outcome);
    }

    [Fact]
    public void The_rounding_of_expected_numbers_counts_and_no_more()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["tolerance"] = new JsonObject { ["abs"] = 0, ["rel"] = 0 };
        json["expected"] = new JsonObject { ["weights"] = new JsonArray(1 + 4e-12, 1.0) };
        Assert.Equal(CaseOutcome.Passed, Cases.Run(json).Outcome);
        json["expected"] = new JsonObject { ["weights"] = new JsonArray(1 + 6e-12, 1.0) };
        Assert.Equal(CaseOutcome.Failed, Cases.Run(json).Outcome);
    }

    [Fact]
    public void Weights_have_their_own_tolerance_where_it_is_given()
    {
        var json = Cases.Copy("Sum-gradient-001");
        json["expected"] = new JsonObject { ["weights"] = new JsonArray(1.01, 1.0) };
        json["tolerance"] = new JsonObject { ["abs"] = 0, ["rel"] = 0, ["weights_abs"] = 0.02, ["weights_rel"] = 0 };
        Assert.Equal(CaseOutcome.Passed, Cases.Run(json).Outcome);
        json["tolerance"] = new JsonObject { ["abs"] = 0.02, ["rel"] = 0, ["weights_abs"] = 0, ["weights_rel"] = 0 };
        Assert.Equal(CaseOutcome.Failed, Cases.Run(json).Outcome);
    }

    [Fact]
    public void The_scale_of_a_tolerance_is_that_of_the_row()
    {
        var json = Cases.Copy("DWA-sequence-001");
        json["tolerance"] = new JsonObject { ["abs"] = 0, ["rel"] = 0.01 };
        json["expected"]!["weights"]![0] = new JsonArray(1.0, 1.02); // 1.02 is allowed 0.0102
        Assert.Equal(1.961, Cases.Run(json).Worst!.Multiple, 0.001);
    }

    private static void Set(JsonObject json, string path, JsonNode? value)
    {
        string[] names = path.Split('.');
        var owner = names[..^1].Aggregate((JsonNode)json, (node, name) => node[name]!).AsObject();
        if (value is null)
            owner.Remove(names[^1]);
        else
            owner[names[^1]] = value;
    }

    // Moves the largest number of the first vector by a share of itself; all zeros by the share.
    private static void Shift(JsonNode expected, string key, double share)
    {
        if (expected[key] is not JsonArray array)
        {
            expected[key] = (double)expected[key]! is var number && number == 0 ? share : number * (1 + share);
            return;
        }

        while (array[0] is JsonArray row)
            array = row;
        int largest = Enumerable.Range(0, array.Count).MaxBy(index => Math.Abs((double)array[index]!));
        array[largest] = (double)array[largest]! is var entry && entry == 0 ? share : entry * (1 + share);
    }
}
