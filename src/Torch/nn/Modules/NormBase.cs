using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What layers that normalise by running statistics have in common.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    /// <param name="num_features">The number of channels.</param>
    /// <param name="eps">Added to variances.</param>
    /// <param name="momentum">How fast the running statistics follow; null means the mean of all batches.</param>
    /// <param name="affine">With a weight and a bias per channel.</param>
    /// <param name="track_running_stats">Keeps running statistics for evaluation.</param>
    /// <param name="device">Where parameters are made.</param>
    /// <param name="dtype">Their type.</param>
    /// <param name="name">The module's name.</param>
    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = nn.NewParameter([num_features], dtype, device);
            bias = nn.NewParameter([num_features], dtype, device);
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, device: device);
        }
        reset_parameters();
    }

    public long num_features { get; }
    public double eps { get; set; }
    public double? momentum { get; set; }
    public bool affine { get; }
    public bool track_running_stats { get; }

    /// <summary>The factor per channel, or null.</summary>
    public Parameter? weight
    {
        get;
        set => ConditionallyRegisterParameter(nameof(weight), field = value);
    }

    /// <summary>The shift per channel, or null.</summary>
    public Parameter? bias
    {
        get;
        set => ConditionallyRegisterParameter(nameof(bias), field = value);
    }

    public Tensor? running_mean
    {
        get;
        set => ConditionallyRegisterBuffer(nameof(running_mean), field = value);
    }

    public Tensor? running_var
    {
        get;
        set => ConditionallyRegisterBuffer(nameof(running_var), field = value);
    }

    public Tensor? num_batches_tracked
    {
        get;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), field = value);
    }

    /// <summary>Forgets all batches.</summary>
    public void reset_running_stats()
    {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    /// <summary>Forgets all batches and sets the weights to one, the biases to zero.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        nn.init.ones_(weight!);
        nn.init.zeros_(bias!);
    }

    /// <summary>Refuses an argument with the wrong number of dimensions.</summary>
    protected abstract void ValidateInputDimensions(Tensor input);
}
