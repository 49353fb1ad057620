// How a tensor's elements lie in memory.
#include "shim.h"

MT int mt_layout(void* t) { return static_cast<int>(borrow(t).layout()); }
MT int mt_storage_offset(void* t, int64_t* result) {
  return guard([&] { *result = borrow(t).storage_offset(); });
}
