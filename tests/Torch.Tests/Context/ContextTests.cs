using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Context;

/// <summary>What belongs to the whole process or thread.</summary>
public class ContextTests
{
    [Fact]
    public void Switches_of_back_ends_are_kept()
    {
        (string Name, Func<bool> Get, Action<bool> Set)[] switches =
        [
            ("matmul.allow_tf32", () => backends.cuda.matmul.allow_tf32, v => backends.cuda.matmul.allow_tf32 = v),
            ("matmul.fp16", () => backends.cuda.matmul.allow_fp16_reduced_precision_reduction, v => backends.cuda.matmul.allow_fp16_reduced_precision_reduction = v),
            ("cudnn.allow_tf32", () => backends.cudnn.allow_tf32, v => backends.cudnn.allow_tf32 = v),
            ("flash", backends.cuda.flash_sdp_enabled, backends.cuda.enable_flash_sdp),
            ("math", backends.cuda.math_sdp_enabled, backends.cuda.enable_math_sdp),
        ];
        Assert.Equal(["False", "True", "True", "True", "True"], switches.Select(s => s.Get().ToString())); // PyTorch's defaults
        foreach (var (_, get, set) in switches)
        {
            var before = switches.Select(s => s.Get()).ToList();
            set(!get());
            Assert.Single(switches.Select(s => s.Get()).Zip(before), p => p.First != p.Second);
            set(!get());
        }
    }

    [Fact]
    public void Precision_of_products_is_restored()
    {
        Assert.Equal(Float32MatmulPrecision.highest, get_float32_matmul_precision());
        using (set_float32_matmul_precision(Float32MatmulPrecision.medium)) Assert.Equal(Float32MatmulPrecision.medium, get_float32_matmul_precision());
        using (set_float32_matmul_precision(Float32MatmulPrecision.high)) Assert.True(backends.cuda.matmul.allow_tf32);
        Assert.Equal(Float32MatmulPrecision.highest, get_float32_matmul_precision());
        Assert.Throws<ArgumentOutOfRangeException>(() => set_float32_matmul_precision((Float32MatmulPrecision)5));
    }

    [Fact]
    public void Determinism_is_asked_for_and_restored()
    {
        Assert.False(are_deterministic_algorithms_enabled());
        using (use_deterministic_algorithms())
        {
            Assert.True(are_deterministic_algorithms_enabled());
            Assert.False(is_deterministic_algorithms_warn_only_enabled());
            using (set_deterministic_debug_mode(DebugMode.warn))
            {
                Assert.True(is_deterministic_algorithms_warn_only_enabled());
                Assert.Equal(DebugMode.warn, get_deterministic_debug_mode());
            }
            Assert.False(is_deterministic_algorithms_warn_only_enabled());
            Assert.Contains("does not have a deterministic implementation", Assert.Throws<ExternalException>(() => ops.call("put_", zeros(3), tensor([0L]), ones(1))).Message);
        }
        Assert.Equal(DebugMode.@default, get_deterministic_debug_mode());
    }

    [Fact]
    public void Warnings_are_repeated_on_request()
    {
        Assert.False(is_warn_always_enabled());
        using (set_warn_always()) Assert.True(is_warn_always_enabled());
        Assert.False(is_warn_always_enabled());
    }

    [Fact]
    public void Inference_mode_makes_tensors_that_take_no_part_in_gradients()
    {
        Tensor made;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False(is_grad_enabled());
            Assert.False((ones(1, requires_grad: true) * 2).requires_grad);
            made = ones(1);
            using (inference_mode(false)) Assert.False(is_inference_mode_enabled());
            Assert.True(is_inference_mode_enabled());
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
        Assert.StartsWith("Inplace update to inference tensor outside InferenceMode is not allowed", Assert.Throws<ExternalException>(() => made.add_(1)).Message);
        Assert.StartsWith("Inference tensors cannot be saved for backward", Assert.Throws<ExternalException>(() => ones(1, requires_grad: true) * made).Message);
    }

    [Fact]
    public void Inference_mode_ends_where_it_began()
    {
        var mode = inference_mode();
        var other = new Thread(() => Assert.Throws<InvalidOperationException>(mode.Dispose));
        other.Start();
        other.Join();
        Assert.True(is_inference_mode_enabled());
        mode.Dispose();
        mode.Dispose();
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Without_CUDA_its_functions_say_so()
    {
        Assert.SkipWhen(cuda.is_available(), "CUDA is there.");
        Assert.Equal(0, cuda.device_count());
        Assert.False(cuda_is_available());
        Assert.False(cuda.is_cudnn_available());
        cuda.manual_seed(1);
        cuda.manual_seed_all(1);
        Assert.Equal("No CUDA GPUs are available", Assert.Throws<ExternalException>(() => cuda.synchronize()).Message);
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        Assert.Contains("CUDA did not initialise", Assert.Throws<InvalidOperationException>(() => InitializeDevice(CUDA)).Message);
    }

    [Fact]
    public void The_processor_is_always_there()
    {
        InitializeDeviceType(DeviceType.CPU);
        Assert.Equal(DeviceType.CPU, InitializeDevice(null).type);
        Assert.Throws<ArgumentException>(() => cuda.synchronize(CPU));
        Assert.False(mps_is_available());
    }

    [Fact]
    public void Assertions_throw_their_message()
    {
        _assert(true, "not this");
        _assert(() => true, "nor this");
        Assert.Equal("but this", Assert.Throws<InvalidOperationException>(() => _assert(false, "but this")).Message);
        Assert.Equal("and this", Assert.Throws<InvalidOperationException>(() => _assert(() => false, "and this")).Message);
        CheckForErrors();
    }

    [Fact]
    public void Versions_and_threads()
    {
        Assert.Equal(__version__, version.libtorch);
        Assert.True(compiled_with_cxx11_abi());
        Assert.True(get_num_interop_threads() > 0);
    }
}
