using System.Diagnostics;
using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Benchmarks.Balancers;

/// <summary>The C# side of <see cref="BalancerBench"/>; balancer_twins.py speaks the same.</summary>
sealed class BalancerWorker(bool quick)
{
    const int CheckedSteps = 3;
    readonly Dictionary<string, Problem> problems = [];
    readonly Dictionary<(string, string), Action> steps = [];
    TimeSpan inLosses; // of steps of balancers

    internal static void Run(int threads, bool quick)
    {
        set_num_threads(threads);
        Console.WriteLine(__version__);
        var worker = new BalancerWorker(quick);
        while (Console.ReadLine() is { } line) Console.WriteLine(string.Join('\t', worker.Answer(line.Split('\t'))));
    }

    object[] Answer(string[] words)
    {
        switch (words)
        {
            case ["export", var problem, var path]:
                The(problem).Export(path);
                return ["done"];
            case ["step", var problem, var method]:
                return Measure(Prepared(problem, method));
            case ["memory", var problem, var method]:
                var (step, rest) = (Prepared(problem, method), Usage.Rest());
                step();
                step();
                return [Usage.Peak() - rest];
            case ["result", var problem, var method, var path]:
                return [.. Result(The(problem), Method.All.Single(m => m.Name == method), path).Select(weight => (object)weight)];
            default:
                throw new ArgumentException($"no such request: {string.Join(' ', words)}");
        }
    }

    Problem The(string name) => problems.TryGetValue(name, out var problem) ? problem : problems[name] = Problem.Make(name, quick);

    Action Prepared(string problem, string method) =>
        steps.TryGetValue((problem, method), out var step) ? step : steps[(problem, method)] = Prepare(The(problem), method);

    // Processor time in nanoseconds, and the part of the time that is neither forward nor backward pass.
    object[] Measure(Action step)
    {
        var (passes, evaluations) = (Gradients.TimeInPasses, inLosses);
        var clock = Stopwatch.StartNew();
        var start = Usage.Time();
        step();
        var time = Usage.Time() - start;
        var rest = clock.Elapsed - (Gradients.TimeInPasses - passes) - (inLosses - evaluations);
        return [time, rest / clock.Elapsed];
    }

    Action Prepare(Problem problem, string method)
    {
        var step = 0L;
        switch (method)
        {
            case "plain":
                return () =>
                {
                    using var scope = NewDisposeScope();
                    problem.ForgetGradients();
                    stack(problem.Losses(step++)).sum().backward();
                };
            case "forward":
                return () =>
                {
                    using var scope = NewDisposeScope();
                    problem.Losses(step++);
                };
            case "forward without graph":
                return () =>
                {
                    using var scope = NewDisposeScope();
                    using var _ = no_grad();
                    problem.Losses(step++);
                };
            case "trunk":
                return Part(problem, problem.Shared);
            case "last layer":
                return Part(problem, [.. problem.Model.LastSharedLayer]);
            default:
                var balancer = Method.All.Single(m => m.Name == method).Make(problem.Model.TaskCount);
                return () => Step(problem, balancer, step++);
        }
    }

    // A backward pass from the trunk's output to some parameters.
    static Action Part(Problem problem, Tensor[] inputs)
    {
        problem.Losses(0);
        var trunk = problem.Model.Representation!.Trunk;
        var cotangent = ones_like(trunk);
        return () =>
        {
            using var scope = NewDisposeScope();
            autograd.grad([trunk], inputs, [cotangent], retain_graph: true);
        };
    }

    void Step(Problem problem, Balancer balancer, long step)
    {
        problem.ForgetGradients();
        Tensor[] Losses(int sample)
        {
            var clock = Stopwatch.StartNew();
            var losses = problem.Losses(step * balancer.SamplesPerStep + sample);
            inLosses += clock.Elapsed;
            return losses;
        }

        balancer.Step(Losses, problem.Model, () => { });
    }

    // Writes the gradient of the third step and returns its weights.
    double[] Result(Problem problem, Method method, string path)
    {
        using var scope = NewDisposeScope();
        var balancer = (method.MakeFixed ?? method.Make)(problem.Model.TaskCount);
        for (var step = 0; step < CheckedSteps; step++) Step(problem, balancer, step);
        Problem.Write(path, problem.Parameters.Select(p => p.grad ?? zeros_like(p)));
        return balancer.Weights;
    }
}
