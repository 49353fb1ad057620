// TorchScript: modules and functions that were compiled elsewhere, and the values that go in and out.
#include "shim.h"

#include <torch/csrc/jit/api/compilation_unit.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

#include <cstring>
#include <sstream>

using c10::IValue;
using torch::jit::CompilationUnit;
using torch::jit::Module;
using Unit = std::shared_ptr<CompilationUnit>;

namespace torch {
namespace jit {
TORCH_API std::shared_ptr<CompilationUnit> compile(const std::string& source);  // of torch/jit.h, which includes everything
}
}  // namespace torch

// Errors of scripts tell where in the script they happened first; the reason is their last line.
static std::string reason(const std::string& text) {
  auto begin = text.find_first_not_of(" \n");
  if (begin == std::string::npos) return text;
  auto end = text.find_last_not_of(" \n");
  bool traced = text.find("TorchScript interpreter") != std::string::npos;
  if (traced) begin = text.rfind('\n', end) + 1;
  return text.substr(begin, end - begin + 1);
}
template <class F>
static int guard_script(F&& body) {
  return guard([&] {
    try {
      body();
    } catch (const ManagedError&) {
      throw;
    } catch (const c10::Error& error) {
      throw std::runtime_error(reason(error.what_without_backtrace()));
    } catch (const std::exception& error) {
      throw std::runtime_error(reason(error.what()));
    }
  });
}
static c10::Device device(int type, int index) { return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index)); }

// ---------------------------------------------------------------- values
// Mirrors ScriptKind in C#.
enum Kind : int { Other, None, TensorKind, Int, Double, Bool, String, List, Tuple, Dict };

static Kind kind_of(const IValue& value) {
  if (value.isNone()) return None;
  if (value.isTensor()) return TensorKind;
  if (value.isInt()) return Int;
  if (value.isDouble()) return Double;
  if (value.isBool()) return Bool;
  if (value.isString()) return String;
  if (value.isList()) return List;
  if (value.isTuple()) return Tuple;
  if (value.isGenericDict()) return Dict;
  return Other;
}
MT IValue* mt_value_none() { return new IValue(); }
MT IValue* mt_value_tensor(void* tensor) { return new IValue(borrow(tensor)); }
MT IValue* mt_value_int(int64_t value) { return new IValue(value); }
MT IValue* mt_value_double(double value) { return new IValue(value); }
MT IValue* mt_value_bool(int value) { return new IValue(value != 0); }
MT IValue* mt_value_string(const char* text, int length) { return new IValue(std::string(text, length)); }
static c10::TypePtr type_of(int kind) {
  switch (kind) {
    case TensorKind: return c10::TensorType::get();
    case Int: return c10::IntType::get();
    case Double: return c10::FloatType::get();
    case Bool: return c10::BoolType::get();
    case String: return c10::StringType::get();
    default: TORCH_CHECK(false, "the elements of a list or dictionary are of no kind that TorchScript knows");
  }
}
// The kind of the elements counts: an empty list has a type, too.
static c10::TypePtr element_type(int kind, IValue** items, int count) { return kind == Other && count > 0 ? items[0]->type() : type_of(kind); }
MT int mt_value_list(int kind, IValue** items, int count, IValue** result) {
  return guard([&] {
    c10::impl::GenericList list(element_type(kind, items, count));
    for (int i = 0; i < count; i++) list.push_back(*items[i]);
    *result = new IValue(std::move(list));
  });
}
MT int mt_value_tuple(IValue** items, int count, IValue** result) {
  return guard([&] {
    std::vector<IValue> elements;
    for (int i = 0; i < count; i++) elements.push_back(*items[i]);
    *result = new IValue(c10::ivalue::Tuple::create(std::move(elements)));
  });
}
// Keys and values in turn.
MT int mt_value_dict(int key_kind, int value_kind, IValue** items, int count, IValue** result) {
  return guard([&] {
    c10::impl::GenericDict dict(type_of(key_kind), element_type(value_kind, items + 1, count / 2));
    for (int i = 0; i < count; i += 2) dict.insert(*items[i], *items[i + 1]);
    *result = new IValue(std::move(dict));
  });
}
MT void mt_value_free(IValue* value) { delete value; }
MT int mt_value_kind(IValue* value) { return kind_of(*value); }
MT int mt_value_name(IValue* value, char* text, int capacity) {
  auto name = value->tagKind();
  int length = std::min<int>(capacity, name.size());
  std::memcpy(text, name.data(), length);
  return length;
}
MT void* mt_value_as_tensor(IValue* value) { return give(value->toTensor()); }
MT int64_t mt_value_as_int(IValue* value) { return kind_of(*value) == Bool ? value->toBool() : value->toInt(); }
MT double mt_value_as_double(IValue* value) { return value->toDouble(); }
MT const char* mt_value_as_string(IValue* value, int* length) {
  const auto& text = value->toStringRef();
  *length = text.size();
  return text.data();
}
// The elements of a list, a tuple or a dictionary (keys and values in turn), one new value for each.
MT int mt_value_count(IValue* value) {
  switch (kind_of(*value)) {
    case List: return value->toListRef().size();
    case Tuple: return value->toTupleRef().elements().size();
    case Dict: return 2 * value->toGenericDict().size();
    default: return 0;
  }
}
MT void mt_value_items(IValue* value, IValue** items) {
  int i = 0;
  switch (kind_of(*value)) {
    case List:
      for (const auto& item : value->toListRef()) items[i++] = new IValue(item);
      break;
    case Tuple:
      for (const auto& item : value->toTupleRef().elements()) items[i++] = new IValue(item);
      break;
    case Dict:
      for (const auto& entry : value->toGenericDict()) {
        items[i++] = new IValue(entry.key());
        items[i++] = new IValue(entry.value());
      }
      break;
    default: break;
  }
}
static std::vector<IValue> arguments(IValue** items, int count) {
  std::vector<IValue> values;
  values.reserve(count);
  for (int i = 0; i < count; i++) values.push_back(*items[i]);
  return values;
}

// ---------------------------------------------------------------- modules
MT int mt_script_load(const char* path, int type, int index, Module** result) {
  return guard_script([&] { *result = new Module(torch::jit::load(std::string(path), device(type, index))); });
}
MT int mt_script_load_bytes(const char* bytes, int64_t length, int type, int index, Module** result) {
  return guard_script([&] {
    std::istringstream stream(std::string(bytes, length));
    *result = new Module(torch::jit::load(stream, device(type, index)));
  });
}
MT int mt_script_save(Module* module, std::string** result) {
  return guard_script([&] {
    std::ostringstream stream;
    module->save(stream);
    *result = new std::string(stream.str());
  });
}
MT const char* mt_text(std::string* text, int64_t* length) {
  *length = text->size();
  return text->data();
}
MT void mt_text_free(std::string* text) { delete text; }
MT void mt_script_free(Module* module) { delete module; }
MT int mt_script_name(Module* module, std::string** result) {
  return guard([&] { *result = new std::string(module->type()->name()->name()); });
}

// What a module holds itself: 0 parameters, 1 buffers, 2 other tensors, 3 modules. The names and handles of this thread's last question.
static thread_local std::vector<std::pair<std::string, void*>> members;
MT int mt_script_members(Module* module, int kind, int* count) {
  return guard([&] {
    members.clear();
    const auto& type = module->type();
    for (size_t i = 0; i < type->numAttributes(); i++) {
      auto value = module->_ivalue()->getSlot(i);
      auto name = type->getAttributeName(i);
      if (value.isModule()) {
        if (kind == 3) members.emplace_back(name, new Module(value.toModule()));
      } else if (value.isTensor() && value.toTensor().defined()) {
        int is = type->is_parameter(i) ? 0 : type->is_buffer(i) ? 1 : 2;
        if (kind == is) members.emplace_back(name, give(value.toTensor()));
      }
    }
    *count = members.size();
  });
}
MT void* mt_script_member(int i, const char** name) {
  *name = members[i].first.c_str();
  return members[i].second;
}
MT int mt_script_call(Module* module, const char* name, IValue** items, int count, IValue** result) {
  return guard_script([&] {
    auto method = module->find_method(name);
    TORCH_CHECK(method.has_value(), "the script module ", module->type()->name()->name(), " has no method ", name);
    *result = new IValue((*method)(arguments(items, count)));
  });
}
MT int mt_script_arity(Module* module, int* inputs, int* outputs) {
  return guard_script([&] {
    const auto& schema = module->get_method("forward").function().getSchema();
    *inputs = schema.arguments().size() - 1;  // without self
    *outputs = schema.returns().size();
  });
}
MT int mt_script_training(Module* module) { return module->hasattr("training") ? module->attr("training").toBool() : 1; }
MT int mt_script_train(Module* module, int on) {
  return guard_script([&] { module->train(on != 0); });
}
MT int mt_script_set(Module* module, const char* name, void* tensor) {
  return guard_script([&] { module->setattr(name, borrow(tensor)); });
}

// ---------------------------------------------------------------- functions
MT int mt_script_compile(const char* source, Unit** result) {
  return guard_script([&] { *result = new Unit(torch::jit::compile(source)); });
}
MT void mt_unit_free(Unit* unit) { delete unit; }
MT int mt_unit_call(Unit* unit, const char* name, IValue** items, int count, IValue** result) {
  return guard_script([&] {
    auto function = (*unit)->find_function(c10::QualifiedName(name));
    TORCH_CHECK(function, "the script has no function ", name);
    *result = new IValue((*function)(arguments(items, count)));
  });
}
