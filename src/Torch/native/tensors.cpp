// Start and errors, tensors, modes, threads and generators.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Generator.h>
#include <c10/core/GradMode.h>

#include <dlfcn.h>
#include <malloc.h>
#include <climits>
#include <cstring>
#include <mutex>

// ---------------------------------------------------------------- errors
static thread_local std::string last_error;
static thread_local std::shared_ptr<Managed> last_exception;
static void (*release_managed)(void*);

Managed::~Managed() {
  if (release_managed) release_managed(handle);
}
int fail(std::string message) {
  last_error = std::move(message);
  return 1;
}
int fail(const ManagedError& error) {
  last_exception = error.exception;
  return 2;
}
MT const char* mt_error() { return last_error.c_str(); }
// The GCHandle of the exception that status 2 announced; valid until the next failure on this thread.
MT void* mt_exception() { return last_exception ? last_exception->handle : nullptr; }
MT void mt_clear_exception() { last_exception.reset(); }

// ---------------------------------------------------------------- start
// release frees a GCHandle; null at process exit, when no managed code may run any more.
MT void mt_initialize(void (*release)(void*)) {
  release_managed = release;
  // Large activations would otherwise be mapped, faulted in and unmapped at every step (5-15 % of a convolution net's time).
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, 1 << 20);
}
MT const char* mt_version() { return TORCH_VERSION; }

// ---------------------------------------------------------------- tensors
MT void mt_free(void** handles, int count) {
  for (int i = 0; i < count; i++) TensorPtr::reclaim(static_cast<c10::TensorImpl*>(handles[i]));
}
MT void* mt_alias(void* t) { return give(borrow(t)); }
MT int64_t mt_dim(void* t) { return borrow(t).dim(); }
MT int64_t mt_numel(void* t) { return borrow(t).numel(); }
MT int mt_dtype(void* t) { return static_cast<int>(borrow(t).scalar_type()); }
MT int mt_device(void* t, int* index) {
  auto device = borrow(t).device();
  *index = device.index();
  return static_cast<int>(device.type());
}
MT void mt_sizes(void* t, int64_t* out) {
  auto sizes = borrow(t).sizes();
  std::memcpy(out, sizes.data(), sizes.size() * sizeof(int64_t));
}
MT int mt_strides(void* t, int64_t* out) {
  return guard([&] {
    auto strides = borrow(t).strides();
    std::memcpy(out, strides.data(), strides.size() * sizeof(int64_t));
  });
}
// Bytes that disappear with this tensor: none for a view of somebody else's storage. A graph may hold a second reference to
// the storage of a result; that goes together with the result, so it does not count.
MT int64_t mt_bytes(void* t, int* in_graph) {
  const Tensor& tensor = borrow(t);
  *in_graph = tensor.requires_grad() && !tensor.is_leaf();
  if (!tensor.has_storage()) return 0;
  auto bytes = tensor.storage().nbytes();
  auto whole = *in_graph && static_cast<size_t>(tensor.numel()) * tensor.element_size() == bytes;
  return tensor.storage().use_count() <= (whole ? 2 : 1) ? static_cast<int64_t>(bytes) : 0;
}
MT int mt_data(void* t, void** out) {
  return guard([&] { *out = borrow(t).data_ptr(); });
}

// ---------------------------------------------------------------- modes and threads
MT int mt_grad_enabled() { return c10::GradMode::is_enabled(); }
MT void mt_set_grad_enabled(int enabled) { c10::GradMode::set_enabled(enabled); }
MT int mt_cuda_available() { return at::globalContext().hasCUDA(); }
MT int mt_get_num_threads() { return at::get_num_threads(); }
// OpenBLAS has threads of its own, of which libtorch knows nothing.
MT int mt_set_num_threads(int count) {
  return guard([&] {
    at::set_num_threads(count);
    if (auto blas = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) blas(count);
  });
}

// ---------------------------------------------------------------- generators
MT int mt_manual_seed(uint64_t seed) {
  return guard([&] { at::manual_seed(seed); });
}
MT int mt_generator_default(at::Generator** out) {
  return guard([&] { *out = new at::Generator(at::globalContext().defaultGenerator(at::kCPU)); });
}
MT int mt_generator_new(int device, int index, at::Generator** out) {
  return guard([&] {
    c10::Device where(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
    auto base = at::globalContext().defaultGenerator(where);
    std::lock_guard<std::mutex> lock(base.mutex());
    *out = new at::Generator(base.clone());
  });
}
MT void mt_generator_free(at::Generator* g) { delete g; }
MT int mt_generator_set_seed(at::Generator* g, uint64_t seed) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    g->set_current_seed(seed);
  });
}
MT uint64_t mt_generator_initial_seed(at::Generator* g) { return g->current_seed(); }
MT int mt_generator_seed(at::Generator* g, uint64_t* seed) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    *seed = g->seed();
  });
}
MT int mt_generator_get_state(at::Generator* g, void** state) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    *state = give(g->get_state());
  });
}
MT int mt_generator_set_state(at::Generator* g, void* state) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    g->set_state(borrow(state));
  });
}
