using System.Runtime.InteropServices;
using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Conformance;

/// <summary>
/// Runs cases in float64 through <see cref="Balancer.Backward"/> and <see cref="Balancer.Step"/>, on a network of which the losses have the
/// values and gradients that the case gives, and compares what comes out with what is expected.
/// </summary>
public static class ConformanceRunner
{
    /// <summary>Names of the methods that there are cases for.</summary>
    public static IReadOnlyCollection<string> Methods { get; } = [.. CaseMethods.All.Keys];

    /// <summary>Runs a case and judges it.</summary>
    public static CaseResult Run(ConformanceCase test)
    {
        using var scope = NewDisposeScope();
        try
        {
            if (!CaseMethods.All.TryGetValue(test.Method, out var method))
                return Without(CaseOutcome.Unknown, $"unknown method '{test.Method}'");
            return Judge(test, method(test));
        }
        catch (FormatException error)
        {
            return Without(CaseOutcome.Malformed, error.Message);
        }
        catch (UnknownMethodException error)
        {
            return Without(CaseOutcome.Unknown, error.Message);
        }
        catch (Exception error) when (error is ArgumentException or ArithmeticException)
        {
            bool right = test.MustFail || (test.IllPosed && test.Accepted.Contains("error"));
            return Without(right ? CaseOutcome.Passed : test.IllPosed ? CaseOutcome.Failed : CaseOutcome.Refused, error.Message);
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or NullReferenceException or ExternalException)
        {
            return Without(CaseOutcome.Refused, $"{error.GetType().Name}: {error.Message}"); // a defect, which is no refusal
        }

        CaseResult Without(CaseOutcome outcome, string error) => new(test, outcome, null, error, null);
    }

    private static CaseResult Judge(ConformanceCase test, IReadOnlyDictionary<string, CaseValue> got)
    {
        if (test.MustFail)
            return new(test, CaseOutcome.Failed, got, null, null);
        if (test.IllPosed)
        {
            bool right = test.Accepted.Contains("finite") && got.Values.All(value => value.Numbers.All(double.IsFinite));
            return new(test, right ? CaseOutcome.Passed : CaseOutcome.Failed, got, null, null);
        }

        if (test.Expected.Count == 0)
            return new(test, CaseOutcome.Unknown, got, null, null);
        var worst = test.Expected.Keys
            .Select(key => got.TryGetValue(key, out var value)
                ? test.Compare(key, value)
                : new(key, $" is not among what {test.Method} gives: {string.Join(", ", got.Keys)}", double.NaN, double.NaN, double.PositiveInfinity))
            .MaxBy(deviation => deviation.Multiple)!;
        return new(test, worst.Multiple <= 1 ? CaseOutcome.Passed : CaseOutcome.Failed, got, null, worst);
    }
}
