// Functions of the graph of gradients that are written in managed code, by way of libtorch's own custom functions: those
// save tensors with their versions, without cycles, and free them after backward.
#include "shim.h"

#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/custom_function.h>

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Each appends its results with mt_list_add and returns the GCHandle of the exception that it threw, or null.
using Forward = void* (*)(void* managed, AutogradContext* context, variable_list* results);
using Backward = void* (*)(void* managed, AutogradContext* context, void** gradients, int count, variable_list* results);

// Lives as long as the node in the graph.
struct ManagedFunction : torch::CustomClassHolder {
  Managed managed;
  Backward backward;
  ManagedFunction(void* handle, Backward b) : managed(handle), backward(b) {}
};
static const char* const key = "function";

struct Apply : torch::autograd::Function<Apply> {
  static variable_list forward(AutogradContext* context, Forward forward, const c10::intrusive_ptr<ManagedFunction>& function, at::TensorList) {
    context->saved_data[key] = c10::IValue::make_capsule(function);
    variable_list results;
    if (void* exception = forward(function->managed.handle, context, &results)) throw ManagedError(exception);
    return results;
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto capsule = context->saved_data[key].toCapsule();
    auto& function = *static_cast<ManagedFunction*>(capsule.get());
    std::vector<void*> handles;
    for (auto& gradient : gradients) handles.push_back(give(std::move(gradient)));
    variable_list results;
    if (void* exception = function.backward(function.managed.handle, context, handles.data(), handles.size(), &results)) throw ManagedError(exception);
    // libtorch counts the arguments that are no tensors (the two before the inputs) as well.
    results.insert(results.begin(), 2, Tensor());
    return results;
  }
};

static thread_local variable_list outputs;  // of this thread's last call

// Frees the GCHandle `managed` with the node. On success the results wait for mt_function_results.
MT int mt_function_apply(void** inputs, int count, Forward forward, Backward backward, void* managed, int* result_count) {
  auto function = c10::make_intrusive<ManagedFunction>(managed, backward);
  return guard([&] {
    auto tensors = borrow_all(inputs, count);
    outputs = Apply::apply(forward, function, at::TensorList(tensors));
    *result_count = static_cast<int>(outputs.size());
  });
}
MT void mt_function_results(void** results) {
  for (size_t i = 0; i < outputs.size(); i++) results[i] = give(std::move(outputs[i]));
  outputs.clear();
}
MT void mt_list_add(variable_list* list, void* tensor) { list->push_back(borrow(tensor)); }

MT int mt_context_save(AutogradContext* context, void** tensors, int count) {
  return guard([&] { context->save_for_backward(borrow_all(tensors, count)); });
}
MT int mt_context_saved(AutogradContext* context, int* count) {
  return guard([&] {
    outputs = context->get_saved_variables();
    *count = static_cast<int>(outputs.size());
  });
}
MT int mt_context_mark_dirty(AutogradContext* context, void** tensors, int count) {
  return guard([&] { context->mark_dirty(borrow_all(tensors, count)); });
}
MT int mt_context_mark_non_differentiable(AutogradContext* context, void** tensors, int count) {
  return guard([&] { context->mark_non_differentiable(borrow_all(tensors, count)); });
}
MT void mt_context_set_materialize(AutogradContext* context, int value) { context->set_materialize_grads(value != 0); }
