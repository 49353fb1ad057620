namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches of the libraries that compute for libtorch. They hold for the whole process.</summary>
    public static class backends
    {
        /// <summary>What CUDA kernels may do.</summary>
        public static class cuda
        {
            /// <summary>Matrix products.</summary>
            public static class matmul
            {
                /// <summary>Float32 products may round their factors to TF32 (10 bits of mantissa).</summary>
                public static bool allow_tf32
                {
                    get => Native.Switch(ContextSwitch.MatmulTF32);
                    set => Native.Switch(ContextSwitch.MatmulTF32, value);
                }

                /// <summary>Float16 products may add in 16 bits.</summary>
                public static bool allow_fp16_reduced_precision_reduction
                {
                    get => Native.Switch(ContextSwitch.MatmulReducedFP16);
                    set => Native.Switch(ContextSwitch.MatmulReducedFP16, value);
                }
            }

            /// <summary>True if attention may use the flash kernel.</summary>
            public static bool flash_sdp_enabled() => Native.Switch(ContextSwitch.FlashSDP);

            /// <summary>Allows or forbids the flash kernel for attention.</summary>
            public static void enable_flash_sdp(bool enable) => Native.Switch(ContextSwitch.FlashSDP, enable);

            /// <summary>True if attention may be computed by plain operators.</summary>
            public static bool math_sdp_enabled() => Native.Switch(ContextSwitch.MathSDP);

            /// <summary>Allows or forbids plain operators for attention.</summary>
            public static void enable_math_sdp(bool enable) => Native.Switch(ContextSwitch.MathSDP, enable);
        }

        /// <summary>What cuDNN may do.</summary>
        public static class cudnn
        {
            /// <summary>Float32 convolutions may round their factors to TF32 (10 bits of mantissa).</summary>
            public static bool allow_tf32
            {
                get => Native.Switch(ContextSwitch.CuDNNTF32);
                set => Native.Switch(ContextSwitch.CuDNNTF32, value);
            }
        }
    }
}
