// What belongs to the whole process or thread: CUDA, switches of the back ends, inference mode, and the list of all operators.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <mutex>
#include <sstream>
#include <type_traits>

// ---------------------------------------------------------------- devices
MT int mt_cuda_device_count() { return static_cast<int>(at::getNumGPUs()); }
MT int mt_cudnn_available() { return at::detail::getCUDAHooks().hasCuDNN(); }
MT int mt_mps_available() { return at::globalContext().hasMPS(); }
static bool has_gpu() { return at::globalContext().hasCUDA() && at::getNumGPUs() > 0; }
// index -1 is the current device.
MT int mt_cuda_synchronize(int index) {
  return guard([&] {
    TORCH_CHECK(has_gpu(), "No CUDA GPUs are available");
    TORCH_CHECK(index < static_cast<int>(at::getNumGPUs()), "Device index out of range: ", index);
    at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index));
  });
}
MT int mt_cuda_seed(int64_t seed, int all) {
  return guard([&] {
    if (!has_gpu()) return;
    for (int i = all ? 0 : -1; i < (all ? static_cast<int>(at::getNumGPUs()) : 0); i++) {
      auto generator = at::globalContext().defaultGenerator(c10::Device(at::kCUDA, static_cast<c10::DeviceIndex>(i)));
      std::lock_guard<std::mutex> lock(generator.mutex());
      generator.set_current_seed(static_cast<uint64_t>(seed));
    }
  });
}

// ---------------------------------------------------------------- switches
// Older versions answer with a bool, newer ones with an enum whose 0 means "allowed".
template <class Answer>
static bool allowed(Answer answer) {
  if constexpr (std::is_same_v<Answer, bool>) return answer;
  else return static_cast<int>(answer) == 0;
}
// Mirrors ContextSwitch in C#.
enum Switch { MatmulTF32, MatmulReducedFP16, CuDNNTF32, FlashSDP, MathSDP, WarnAlways };
#if TORCH_VERSION_MAJOR >= 2
namespace warnings = c10::WarningUtils;
#else
namespace warnings = c10::Warning;
#endif
MT int mt_switch(int which, int* value) {
  return guard([&] {
    auto& context = at::globalContext();
    switch (which) {
      case MatmulTF32: *value = context.allowTF32CuBLAS(); return;
      case MatmulReducedFP16: *value = allowed(context.allowFP16ReductionCuBLAS()); return;
      case CuDNNTF32: *value = context.allowTF32CuDNN(); return;
      case FlashSDP: *value = context.userEnabledFlashSDP(); return;
      case MathSDP: *value = context.userEnabledMathSDP(); return;
      case WarnAlways: *value = warnings::get_warnAlways(); return;
      default: TORCH_CHECK(false, "switch ", which, " is unknown to the shim");
    }
  });
}
MT int mt_set_switch(int which, int value) {
  return guard([&] {
    auto& context = at::globalContext();
    switch (which) {
      case MatmulTF32: context.setAllowTF32CuBLAS(value != 0); return;
      case MatmulReducedFP16: context.setAllowFP16ReductionCuBLAS(value != 0); return;
      case CuDNNTF32: context.setAllowTF32CuDNN(value != 0); return;
      case FlashSDP: context.setSDPUseFlash(value != 0); return;
      case MathSDP: context.setSDPUseMath(value != 0); return;
      case WarnAlways: warnings::set_warnAlways(value != 0); return;
      default: TORCH_CHECK(false, "switch ", which, " is unknown to the shim");
    }
  });
}
MT int mt_matmul_precision(int* value) {
  return guard([&] { *value = static_cast<int>(at::globalContext().float32MatmulPrecision()); });
}
MT int mt_set_matmul_precision(const char* name) {
  return guard([&] { at::globalContext().setFloat32MatmulPrecision(std::string(name)); });
}
MT int mt_deterministic(int* warn_only) {
  *warn_only = at::globalContext().deterministicAlgorithmsWarnOnly();
  return at::globalContext().deterministicAlgorithms();
}
MT void mt_set_deterministic(int mode, int warn_only) {
  at::globalContext().setDeterministicAlgorithms(mode != 0, warn_only != 0);
}
MT int mt_get_num_interop_threads() { return static_cast<int>(at::get_num_interop_threads()); }
MT int mt_set_num_interop_threads(int count) {
  return guard([&] { at::set_num_interop_threads(count); });
}

// ---------------------------------------------------------------- inference mode
MT int mt_inference_mode() { return c10::InferenceMode::is_enabled(); }
MT void* mt_enter_inference_mode(int enabled) { return new c10::InferenceMode(enabled != 0); }
// On the thread that entered it.
MT void mt_leave_inference_mode(void* mode) { delete static_cast<c10::InferenceMode*>(mode); }

// ---------------------------------------------------------------- what this libtorch is
MT int mt_cxx11_abi() { return _GLIBCXX_USE_CXX11_ABI; }
// The schemas of all operators of ATen, one a line, sorted.
MT const char* mt_all_schemas() {
  static const std::string all = [] {
    std::vector<std::string> lines;
    for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
      if (name.name.rfind("aten::", 0) != 0) continue;
      auto found = c10::Dispatcher::singleton().findSchema(name);
      if (!found) continue;
      std::ostringstream line;
      line << found->schema() << '\n';
      lines.push_back(line.str());
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
  }();
  return all.c_str();
}
