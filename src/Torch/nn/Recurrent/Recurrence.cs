using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp;

/// <summary>
/// What RNN, LSTM and GRU have in common: parameters, named and drawn as in PyTorch, the checks of arguments, and the
/// call of one operator for whole batches (dense or packed). Sizes are rows of gates x hidden units.
/// </summary>
sealed class Recurrence
{
    readonly string kind;
    readonly int states;
    readonly int cudnnMode;
    readonly List<Parameter> weights = [];
    readonly long inputSize, hiddenSize, layers;
    readonly bool bias, batchFirst, bidirectional;
    readonly double dropout;

    Recurrence(string kind, int states, int cudnnMode, long inputSize, long hiddenSize, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers, "numLayers");
        if (dropout is not (>= 0 and <= 1)) throw new ArgumentException($"{kind}: dropout is {dropout}, but it is a probability, from 0 to 1.");
        this.kind = kind;
        this.states = states;
        this.cudnnMode = cudnnMode;
        (this.inputSize, this.hiddenSize, this.layers) = (inputSize, hiddenSize, layers);
        (this.bias, this.batchFirst, this.dropout, this.bidirectional) = (bias, batchFirst, dropout, bidirectional);
    }

    internal static Recurrence Rnn(bool relu, long inputSize, long hiddenSize, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) =>
        new("RNN", 1, relu ? 0 : 1, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional);

    internal static Recurrence Lstm(long inputSize, long hiddenSize, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) =>
        new("LSTM", 2, 2, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional);

    internal static Recurrence Gru(long inputSize, long hiddenSize, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) =>
        new("GRU", 1, 3, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional);

    int Gates => cudnnMode switch { 2 => 4, 3 => 3, _ => 1 };

    long Directions => bidirectional ? 2 : 1;

    int PerDirection => bias ? 4 : 2;

    /// <summary>Makes the parameters, uniform in +-1/sqrt(hidden units), and registers each.</summary>
    internal void Make(Action<string, Parameter> register, Device? device, ScalarType? dtype)
    {
        var rows = Gates * hiddenSize;
        for (var layer = 0; layer < layers; layer++)
            for (var direction = 0; direction < Directions; direction++)
            {
                var place = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                Add($"weight_ih_{place}", rows, layer == 0 ? inputSize : hiddenSize * Directions);
                Add($"weight_hh_{place}", rows, hiddenSize);
                if (!bias) continue;
                Add($"bias_ih_{place}", rows);
                Add($"bias_hh_{place}", rows);
            }
        var bound = 1 / Math.Sqrt(hiddenSize);
        foreach (var weight in weights) nn.init.uniform_(weight, -bound, bound);

        void Add(string name, params long[] size)
        {
            var parameter = nn.NewParameter(size, dtype, device);
            weights.Add(parameter);
            register(name, parameter);
        }
    }

    /// <summary>A parameter by its place in a layer's group: 0 weight_ih, 1 weight_hh, 2 bias_ih, 3 bias_hh.</summary>
    internal Parameter? Weight(long layerAndDirection, int kindOfWeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layerAndDirection, "idx");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layerAndDirection, layers * Directions, "idx");
        return kindOfWeight < PerDirection ? weights[(int)layerAndDirection * PerDirection + kindOfWeight] : null;
    }

    /// <summary>Lays the weights out in one piece of memory, as cuDNN wants them; nothing to do elsewhere.</summary>
    internal void Flatten()
    {
        if (weights.Any(w => w.device_type != DeviceType.CUDA || w.dtype != weights[0].dtype)) return;
        using var quiet = no_grad();
        Ops._cudnn_rnn_flatten_weight.Do(Arg.Tensors(weights), PerDirection, inputSize, cudnnMode, hiddenSize, 0, layers, batchFirst, bidirectional);
    }

    /// <summary>The output, then the last states.</summary>
    internal Tensor[] Run(Op op, Tensor input, Tensor?[] given, bool training)
    {
        if (input.dim() is not (2 or 3)) throw new ArgumentException($"{kind}: the input has {input.dim()} dimensions; expected 3 ({(batchFirst ? "batch, time" : "time, batch")}, features), or 2 for one sequence.", nameof(input));
        using var scope = NewDisposeScope();
        var single = input.dim() == 2;
        var batchAt = batchFirst ? 0 : 1;
        var x = single ? input.unsqueeze(batchAt) : input;
        CheckFeatures(x);
        var hx = given.Select((state, i) => State(state, x, x.shape[batchAt], single, i)).ToArray();
        var results = Call(op, x, States(hx), Arg.Tensors(weights), bias, layers, dropout, training, bidirectional, batchFirst);
        if (single) results = [results[0].squeeze(batchAt), .. results[1..].Select(state => state.squeeze(1))];
        return Array.ConvertAll(results, r => r.MoveToOuterDisposeScope());
    }

    /// <summary>The output, then the last states, whose sequences are in the caller's order.</summary>
    internal (PackedSequence Output, Tensor[] States) Run(Op op, PackedSequence input, Tensor?[] given, bool training)
    {
        using var scope = NewDisposeScope();
        CheckFeatures(input.data);
        var batch = input.batch_sizes[0].ToInt64();
        var hx = given.Select((state, i) => Ordered(State(state, input.data, batch, single: false, i), state is null ? null : input.sorted_indices)).ToArray();
        var results = Call(op, input.data, input.batch_sizes, States(hx), Arg.Tensors(weights), bias, layers, dropout, training, bidirectional);
        var last = results[1..].Select(state => Ordered(state, input.unsorted_indices).MoveToOuterDisposeScope()).ToArray();
        return (input.With(results[0]).MoveToOuterDisposeScope(), last);
    }

    static Tensor Ordered(Tensor state, Tensor? order) => order is null ? state : state.index_select(1, order);

    Tensor[] Call(Op op, params ReadOnlySpan<Arg> arguments)
    {
        if (states == 2)
        {
            var (output, h, c) = op.CallTriple(arguments);
            return [output, h, c];
        }
        var (y, state) = op.CallPair(arguments);
        return [y, state];
    }

    static Arg States(Tensor[] states) => states.Length == 1 ? states[0] : Arg.Tensors(states);

    void CheckFeatures(Tensor x)
    {
        if (x.shape[^1] != inputSize) throw new ArgumentException($"input.size(-1) must be equal to input_size. Expected {inputSize}, got {x.shape[^1]}");
    }

    Tensor State(Tensor? given, Tensor like, long batch, bool single, int which)
    {
        if (given is null) return zeros([layers * Directions, batch, hiddenSize], like.dtype, like.device);
        long[] expected = single ? [layers * Directions, hiddenSize] : [layers * Directions, batch, hiddenSize];
        if (!given.shape.SequenceEqual(expected)) throw new ArgumentException($"{kind}: {(which == 0 ? "h0" : "c0")} has the shape [{string.Join(", ", given.shape)}]; expected [{string.Join(", ", expected)}] (layers x directions, {(single ? "" : "batch, ")}hidden units).");
        return single ? given.unsqueeze(1) : given;
    }
}
