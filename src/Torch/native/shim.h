// Shared by the two files of the shim: errors, tensor handles, references to managed objects.
//
// Every exported function that can fail returns a status: 0 = fine, 1 = libtorch failed (mt_error has the text),
// 2 = a managed callback threw (mt_take_exception has the exception).
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <torch/version.h>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#define MT extern "C" __attribute__((visibility("default")))

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
using std::nullopt;
using std::optional;
#else
#include <c10/util/Optional.h>
using c10::nullopt;
using c10::optional;
#endif

using at::Tensor;
using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

// A tensor handle is a TensorImpl* that owns one reference; 0 is the undefined tensor.
static_assert(sizeof(Tensor) == sizeof(void*), "a Tensor must be one pointer");

// The handle word seen as a Tensor, without touching its reference count.
inline const Tensor& borrow(void* const& handle) {
  static const Tensor undefined;
  return handle ? *reinterpret_cast<const Tensor*>(&handle) : undefined;
}
inline void* give(Tensor&& tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }
inline void* give(const Tensor& tensor) { return give(Tensor(tensor)); }
inline Tensor take(void* handle) {
  return handle ? Tensor(TensorPtr::reclaim(static_cast<c10::TensorImpl*>(handle))) : Tensor();
}
inline std::vector<Tensor> borrow_all(void** handles, int count) {
  std::vector<Tensor> tensors;
  tensors.reserve(count);
  for (int i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// A GCHandle, freed together with the last native object that refers to it.
struct Managed {
  void* handle;
  explicit Managed(void* h) : handle(h) {}
  ~Managed();
  Managed(const Managed&) = delete;
  Managed& operator=(const Managed&) = delete;
};

// Thrown where a managed callback failed; carries the managed exception to whoever called the engine.
struct ManagedError : std::runtime_error {
  std::shared_ptr<Managed> exception;
  explicit ManagedError(void* handle)
      : std::runtime_error("a managed callback threw an exception"), exception(std::make_shared<Managed>(handle)) {}
};

int fail(std::string message);
int fail(const ManagedError& error);

template <class F>
int guard(F&& body) {
  try {
    body();
    return 0;
  } catch (const ManagedError& error) {
    return fail(error);
  } catch (const c10::Error& error) {
    return fail(error.what_without_backtrace());
  } catch (const std::exception& error) {
    return fail(error.what());
  } catch (...) {
    return fail("libtorch threw something that is not an exception");
  }
}
