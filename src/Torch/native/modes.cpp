// Modes of the graph of gradients: anomaly detection and mixed precision.
#include "shim.h"

#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/anomaly_mode.h>

using torch::autograd::AnomalyMode;

MT int mt_anomaly_enabled() { return AnomalyMode::is_enabled(); }
MT int mt_anomaly_checks_nan() { return AnomalyMode::should_check_nan(); }
MT void mt_set_anomaly(int enabled, int check_nan) { AnomalyMode::set_enabled(enabled != 0, check_nan != 0); }

// From 2.4 on one function serves all devices; before, CPU and CUDA had functions of their own.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
static bool autocast_enabled(c10::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
static at::ScalarType autocast_type(c10::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
static void set_autocast(c10::DeviceType device, bool enabled, at::ScalarType type) {
  at::autocast::set_autocast_enabled(device, enabled);
  at::autocast::set_autocast_dtype(device, type);
}
#else
static bool autocast_enabled(c10::DeviceType device) {
  return device == at::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
}
static at::ScalarType autocast_type(c10::DeviceType device) {
  return device == at::kCPU ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype();
}
static void set_autocast(c10::DeviceType device, bool enabled, at::ScalarType type) {
  if (device == at::kCPU) {
    at::autocast::set_cpu_enabled(enabled);
    at::autocast::set_autocast_cpu_dtype(type);
  } else {
    at::autocast::set_enabled(enabled);
    at::autocast::set_autocast_gpu_dtype(type);
  }
}
#endif

// Both give what was before, for mt_autocast_end.
MT int mt_autocast_begin(int device, int enabled, int type, int* was_enabled, int* was_type) {
  return guard([&] {
    auto where = static_cast<c10::DeviceType>(device);
    *was_enabled = autocast_enabled(where);
    *was_type = static_cast<int>(autocast_type(where));
    set_autocast(where, enabled != 0, static_cast<at::ScalarType>(type));
    at::autocast::increment_nesting();
  });
}
MT int mt_autocast_end(int device, int enabled, int type) {
  return guard([&] {
    // The casts of parameters are kept until the outermost region ends.
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    set_autocast(static_cast<c10::DeviceType>(device), enabled != 0, static_cast<at::ScalarType>(type));
  });
}
