// Memory of tensors: views of managed arrays, storages; the type of elements where none is given.
#include "shim.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/DefaultDtype.h>

// A tensor over memory that belongs to a managed object; managed is the GCHandle that pins it, freed with the last view.
MT int mt_from_memory(void* data, const int64_t* sizes, int dims, int type, void* managed, void** out) {
  auto keep = std::make_shared<Managed>(managed);
  return guard([&] {
    auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(type));
    *out = give(at::from_blob(data, c10::IntArrayRef(sizes, dims), [keep](void*) {}, options));
  });
}
MT int mt_storage_bytes(void* t, int64_t* out) {
  return guard([&] { *out = static_cast<int64_t>(borrow(t).storage().nbytes()); });
}

MT int mt_default_dtype() { return static_cast<int>(c10::get_default_dtype_as_scalartype()); }
MT int mt_set_default_dtype(int type) {
  return guard([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(type))); });
}
// True where the memory does not hold the elements as they read: conjugation, negation and zeros are put off. A clone holds them.
MT int mt_is_lazy(void* t) { return borrow(t).is_conj() || borrow(t).is_neg() || borrow(t)._is_zerotensor(); }
