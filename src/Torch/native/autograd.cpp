// Gradients: flags, backward, grad and hooks that call back into managed code.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>

// -1 leaves the choice to libtorch (keep the graph exactly when a graph of the gradient is made).
static optional<bool> maybe(int flag) { return flag < 0 ? nullopt : optional<bool>(flag != 0); }

MT int mt_requires_grad(void* t) { return borrow(t).requires_grad(); }
MT int mt_set_requires_grad(void* t, int value) {
  return guard([&] { borrow(t).set_requires_grad(value != 0); });
}
MT int mt_is_leaf(void* t) { return borrow(t).is_leaf(); }
MT int mt_retain_grad(void* t) {
  return guard([&] { borrow(t).retain_grad(); });
}
MT void* mt_grad(void* t) { return give(borrow(t).grad()); }
MT int mt_set_grad(void* t, void* gradient) {
  return guard([&] { borrow(t).mutable_grad() = borrow(gradient); });
}

MT int mt_backward(void** tensors, int count, void** gradients, int gradient_count, int retain, int create, void** inputs, int input_count) {
  return guard([&] {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(gradients, gradient_count), maybe(retain), create != 0,
                              borrow_all(inputs, input_count));
  });
}
MT int mt_gradients(void** outputs, int output_count, void** inputs, int input_count, void** gradients, int gradient_count,
                    int retain, int create, int allow_unused, void** results) {
  return guard([&] {
    auto found = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count),
                                       borrow_all(gradients, gradient_count), maybe(retain), create != 0, allow_unused != 0);
    for (int i = 0; i < input_count; i++) results[i] = give(std::move(found[i]));
  });
}

// A hook receives a new reference to the gradient and may answer with a new reference to its replacement.
// It returns the GCHandle of the exception that it threw, or null.
using Hook = void* (*)(void* managed, void* gradient, void** replacement);
MT int mt_register_hook(void* t, Hook hook, void* managed, unsigned* id) {
  auto keep = std::make_shared<Managed>(managed);
  return guard([&] {
    *id = borrow(t).register_hook([hook, keep](const Tensor& gradient) -> Tensor {
      void* replacement = nullptr;
      if (void* exception = hook(keep->handle, give(gradient), &replacement)) throw ManagedError(exception);
      return take(replacement);
    });
  });
}
MT int mt_remove_hook(void* t, unsigned id) {
  return guard([&] { borrow(t).remove_hook(id); });
}
