using Marginalia.Architectures;
using Marginalia.Balancers.Solvers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The gradient of every task at the place where tasks are compared, the rows of J, in the network's precision. Nothing is written to
/// <c>.grad</c> before <see cref="Write(double[], double[])"/>.
/// </summary>
internal sealed class TaskGradients
{
    private readonly BackwardPasses passes;
    private readonly MultiTaskModule model;
    private readonly GradientScope scope;
    private readonly long step;
    private readonly Tensor[] places;
    private readonly ScalarType precision; // the places', or float64 where it differs
    private readonly long[] offsets; // of the places' columns, and their number
    private readonly bool[][] depends; // whether a task's loss depends on a place
    private readonly int parts;
    private readonly Tensor? jacobian; // null when it is computed part by part

    /// <summary>Runs the backward passes.</summary>
    /// <param name="losses">One scalar tensor per task.</param>
    /// <param name="model">The network that they come from.</param>
    /// <param name="scope">Where tasks are compared.</param>
    /// <param name="step">Number of the step, for errors.</param>
    /// <param name="parts">
    /// In how many parts of the places rows are to be computed; above 1, J is not held, and only <see cref="Gramian()"/> and
    /// <see cref="Write(double[], double[])"/> are there.
    /// </param>
    /// <param name="withHeads">Whether gradients of heads are wanted, which <see cref="Write(double[], double[])"/> adds.</param>
    /// <exception cref="ArgumentException">A loss does not depend on any of the places, or the network does not branch where it must.</exception>
    public TaskGradients(IReadOnlyList<Tensor> losses, MultiTaskModule model, GradientScope scope, long step, int parts = 1, bool withHeads = true)
    {
        (this.model, this.scope, this.step) = (model, scope, step);
        if (model.Representation is null && scope == GradientScope.Representation)
            throw new ArgumentException(
                $"{model.GetName()} does not name a representation: call Branch(z) in its forward, call it with gradients, or choose another GradientScope.");
        places = scope switch
        {
            GradientScope.Representation => [model.Representation!.Trunk],
            GradientScope.LastSharedLayer => BackwardPasses.Trainable(model.LastSharedLayer),
            _ => BackwardPasses.Trainable(model.SharedParameters),
        };
        if (places.Length == 0)
            throw new ArgumentException($"{model.GetName()}: no parameter that {scope} compares is trainable, so there is nothing to balance.");

        precision = places.All(place => place.dtype == places[0].dtype) ? places[0].dtype : ScalarType.Float64;
        offsets = new long[places.Length + 1];
        for (int k = 0; k < places.Length; k++)
            offsets[k + 1] = offsets[k] + places[k].numel();
        depends = [.. losses.Select(_ => new bool[places.Length])];
        passes = new(losses, model, step, withHeads);
        this.parts = Math.Min(parts, places.Length);
        if (this.parts == 1)
        {
            jacobian = Rows(0, places.Length);
            CheckDependence();
        }

        if (step == 0)
            passes.CheckBranch();
    }

    /// <summary>P, the number of columns of J.</summary>
    public long Columns => offsets[^1];

    /// <summary>G = J J' [T, T] in float64.</summary>
    /// <exception cref="ArgumentException">A loss does not depend on any of the places.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[,] Gramian()
    {
        if (jacobian is not null)
            return Gradients.ToMatrix(Gramian(jacobian));

        using var sum = zeros(depends.Length, depends.Length, dtype: ScalarType.Float64, device: places[0].device);
        for (int part = 1, from = 0, to = 0; part <= parts; part++, from = to)
        {
            while (to < places.Length && offsets[to] < Columns * part / parts)
                to++;
            if (to == from)
                continue;
            using var rows = Rows(from, to);
            using var gramian = Gramian(rows);
            sum.add_(gramian);
        }

        CheckDependence();
        return Gradients.ToMatrix(sum);
    }

    /// <summary>J [T, P] in the network's precision.</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public Tensor Rows()
    {
        CheckFinite(jacobian!);
        return jacobian!;
    }

    /// <summary>J [T, P] in float64.</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public Tensor Jacobian() => Rows().to(ScalarType.Float64);

    /// <summary>The norms of all rows [T].</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[] Norms() => Gram.Norms(Gramian());

    /// <summary>The norms of the tasks' gradients at one of the parameters that are compared [T].</summary>
    /// <exception cref="ArgumentException">It is not trainable, or a loss does not depend on it.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[] NormsAt(Parameter parameter)
    {
        int k = Array.FindIndex(places, place => ReferenceEquals(place, parameter));
        if (k < 0)
            throw new ArgumentException($"{model.GetName()}: the weight of the last shared layer is not trainable, so it has no gradient to compare.");
        int independent = Array.FindIndex(depends, task => !task[k]);
        if (independent >= 0)
            throw Independent(independent);
        var norms = Gradients.ToArray(jacobian!.narrow(1, offsets[k], offsets[k + 1] - offsets[k]).norm(1));
        if (!norms.All(double.IsFinite))
            CheckFinite(jacobian!);
        return norms;
    }

    /// <summary>Adds sum_i weights_i g_i to the shared parameters and headWeights_i times its own gradient to each head.</summary>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite.</exception>
    public void Write(double[] weights, double[] headWeights)
    {
        if (jacobian is null || scope == GradientScope.LastSharedLayer)
            passes.Write(passes.Through(weights), headWeights);
        else
            Write(Gradients.Sum(jacobian.unbind(0), weights)!, headWeights);
    }

    /// <summary>Adds a direction [P] to the shared parameters, backpropagated where J is that of a representation.</summary>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite.</exception>
    public void Write(Tensor direction, double[] headWeights)
    {
        var whole = direction.detach().to(precision);
        if (scope == GradientScope.Representation)
        {
            passes.Write(passes.Through(whole.reshape(places[0].shape)), headWeights);
            return;
        }

        Tensor?[] cut =
        [
            .. whole.split([.. places.Select(place => place.numel())]).Select((part, k) => depends.Any(task => task[k]) ? part.reshape(places[k].shape).to(places[k].dtype) : null),
        ];
        passes.Write(cut, headWeights, whole);
    }

    // J [T, some columns]; a task's gradients are given back when they are copied.
    private Tensor Rows(int from, int to)
    {
        var at = places[from..to];
        var rows = empty(depends.Length, offsets[to] - offsets[from], dtype: precision, device: at[0].device);
        for (int task = 0; task < depends.Length; task++)
        {
            var gradients = passes.Of(task, at);
            using var copy = NewDisposeScope();
            rows[task].copy_(cat([.. gradients.Zip(at, (gradient, place) => (gradient ?? zeros_like(place)).reshape(-1))]));
            for (int k = 0; k < at.Length; k++)
            {
                depends[task][from + k] = gradients[k] is not null;
                if (scope != GradientScope.Representation)
                    gradients[k]?.Dispose();
            }
        }

        return rows;
    }

    private Tensor Gramian(Tensor rows)
    {
        var gramian = Jacobians.Gramian(rows);
        if (!Gradients.AreFinite([gramian]))
            CheckFinite(rows);
        return gramian;
    }

    private void CheckDependence()
    {
        int independent = Array.FindIndex(depends, task => !task.Contains(true));
        if (independent >= 0)
            throw Independent(independent);
    }

    private ArgumentException Independent(int task) =>
        new($"The loss of task {task} does not depend on what {scope} compares; pass the losses of the network's latest call.");

    // All at once, and task by task when one is not.
    private void CheckFinite(Tensor rows)
    {
        if (!Gradients.AreFinite([rows]))
            throw new NonFiniteGradientException(Enumerable.Range(0, depends.Length).First(task => !Gradients.AreFinite([rows[task]])), step);
    }
}
