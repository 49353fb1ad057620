namespace TorchSharp;

/// <summary>How a convolution pads its input when it is not told by numbers.</summary>
public enum Padding
{
    /// <summary>Not at all: windows lie inside the input.</summary>
    Valid = 0,

    /// <summary>So that the result has the input's size; only with stride 1.</summary>
    Same = 1,
}
