// Operators, through libtorch's boxed dispatcher.
#include "shim.h"

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <cstring>
#include <sstream>

using c10::IValue;
using Stack = std::vector<IValue>;

// Mirrors ArgKind and NativeArg in C#.
enum ArgKind : int32_t { None, TensorArg, Int, Double, Bool, Ints, Doubles, Bools, Tensors, OptionalTensors, String, Device, Generator, Complex };
struct Arg {
  int32_t kind;
  int32_t count;
  union {
    int64_t i;
    double d;
    void* p;
  };
};
static_assert(sizeof(Arg) == 16, "must match NativeArg");

// What the schema wants at one position, as far as coercion depends on it.
enum class Wants : uint8_t { Other, Tensor, OptionalTensor, Float, Scalar, Ints, Floats, OptionalTensors };

struct Operator;
constexpr size_t LaneArguments = 3;
using Lane = void* (*)(const Operator&, const Arg*);
struct Operator {
  c10::OperatorHandle handle;
  std::string schema;
  std::vector<Wants> wants;
  std::vector<optional<IValue>> defaults;
  Lane lane = nullptr;
  size_t lane_needs = 0;              // arguments without a default
  Arg lane_defaults[LaneArguments];   // the others
  explicit Operator(c10::OperatorHandle h) : handle(std::move(h)) {}
  size_t count() const { return wants.size(); }
};

static Wants wants_of(std::string type) {
  static const std::string prefix = "Optional[";
  if (type.compare(0, prefix.size(), prefix) == 0) type = type.substr(prefix.size(), type.size() - prefix.size() - 1) + "?";
  if (type == "Tensor") return Wants::Tensor;
  if (type == "Tensor?") return Wants::OptionalTensor;
  if (type == "float" || type == "float?") return Wants::Float;
  if (type == "Scalar" || type == "number") return Wants::Scalar;
  if (type == "int[]" || type == "int[]?" || type == "List[int]" || type == "List[int]?" || type == "SymInt[]") return Wants::Ints;
  if (type == "float[]" || type == "float[]?" || type == "List[float]" || type == "List[float]?") return Wants::Floats;
  if (type == "Tensor?[]" || type == "List[Optional[Tensor]]") return Wants::OptionalTensors;
  return Wants::Other;
}

// Unboxed calls for the commonest signatures: a few hundred operators, none of them named.
static c10::complex<double> complex(const double* parts) { return {parts[0], parts[1]}; }
static c10::Scalar scalar(const Arg& a) {
  if (a.kind == Complex) return complex(static_cast<double*>(a.p));
  return a.kind == Double ? c10::Scalar(a.d) : a.kind == Bool ? c10::Scalar(a.i != 0) : c10::Scalar(a.i);
}
// A missing tensor would otherwise be called "undefined" by some operators and crash others.
static const Tensor& tensor(const Operator& o, const Arg* a, int i) {
  TORCH_CHECK(a[i].kind == TensorArg, "argument ", i, " is not a tensor in a call of ", o.schema);
  return borrow(a[i].p);
}
static Tensor& self(const Operator& o, const Arg* a) { return const_cast<Tensor&>(tensor(o, a, 0)); }
static void* nothing(const Tensor&) { return nullptr; }  // in-place: the caller already holds self
using S = const c10::Scalar&;
using T = const Tensor&;
template <class F>
static auto typed(const Operator& o) { return o.handle.typed<F>(); }
static Lane lane_for(const std::string& signature, bool in_place) {
  if (in_place) {
    if (signature == "T") return [](const Operator& o, const Arg* a) { return nothing(typed<Tensor&(Tensor&)>(o).call(self(o, a))); };
    if (signature == "TT") return [](const Operator& o, const Arg* a) { return nothing(typed<Tensor&(Tensor&, T)>(o).call(self(o, a), tensor(o, a, 1))); };
    if (signature == "TS") return [](const Operator& o, const Arg* a) { return nothing(typed<Tensor&(Tensor&, S)>(o).call(self(o, a), scalar(a[1]))); };
    if (signature == "TTS") return [](const Operator& o, const Arg* a) { return nothing(typed<Tensor&(Tensor&, T, S)>(o).call(self(o, a), tensor(o, a, 1), scalar(a[2]))); };
    return nullptr;
  }
  if (signature == "T") return [](const Operator& o, const Arg* a) { return give(typed<Tensor(T)>(o).call(tensor(o, a, 0))); };
  if (signature == "TT") return [](const Operator& o, const Arg* a) { return give(typed<Tensor(T, T)>(o).call(tensor(o, a, 0), tensor(o, a, 1))); };
  if (signature == "TS") return [](const Operator& o, const Arg* a) { return give(typed<Tensor(T, S)>(o).call(tensor(o, a, 0), scalar(a[1]))); };
  if (signature == "TTS") return [](const Operator& o, const Arg* a) { return give(typed<Tensor(T, T, S)>(o).call(tensor(o, a, 0), tensor(o, a, 1), scalar(a[2]))); };
  if (signature == "TSS") return [](const Operator& o, const Arg* a) { return give(typed<Tensor(T, S, S)>(o).call(tensor(o, a, 0), scalar(a[1]), scalar(a[2]))); };
  return nullptr;
}
static Lane choose_lane(const c10::FunctionSchema& schema, const std::vector<Wants>& wants) {
  if (schema.returns().size() != 1 || schema.returns()[0].type()->str() != "Tensor") return nullptr;
  std::string signature;
  bool in_place = false;
  for (size_t i = 0; i < wants.size(); i++) {
    auto alias = schema.arguments()[i].alias_info();
    bool written = alias && alias->isWrite();
    if (written && i > 0) return nullptr;
    in_place |= written;
    signature += wants[i] == Wants::Tensor ? 'T' : wants[i] == Wants::Scalar ? 'S' : '?';
  }
  return lane_for(signature, in_place);
}

// The lanes take all arguments; the numbers that a caller leaves out come from here.
static void prepare_lane(Operator& op, const c10::FunctionSchema& schema) {
  if (op.count() > LaneArguments || !(op.lane = choose_lane(schema, op.wants))) return;
  for (size_t i = 0; i < op.count(); i++) {
    const auto& value = op.defaults[i];
    auto& target = op.lane_defaults[i];
    if (!value.has_value()) op.lane_needs = i + 1;
    else if (value->isDouble()) target.kind = Double, target.d = value->toDouble();
    else if (value->isBool()) target.kind = Bool, target.i = value->toBool();
    else if (value->isInt()) target.kind = Int, target.i = value->toInt();
    else op.lane_needs = i + 1;
  }
}

MT int mt_operator(const char* name, const char* overload, Operator** result) {
  return guard([&] {
    auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(found.has_value(), "libtorch ", TORCH_VERSION, " has no operator ", name, *overload ? "." : "", overload);
    auto op = std::make_unique<Operator>(*found);
    const auto& schema = found->schema();
    for (const auto& argument : schema.arguments()) {
      op->wants.push_back(wants_of(argument.type()->str()));
      op->defaults.emplace_back(argument.default_value());
    }
    prepare_lane(*op, schema);
    std::ostringstream text;
    text << schema;
    op->schema = text.str();
    *result = op.release();
  });
}
MT const char* mt_operator_schema(Operator* op) { return op->schema.c_str(); }

template <class Element, class Source>
static c10::List<Element> list(const Arg& a) {
  c10::List<Element> result;
  result.reserve(a.count);
  for (int i = 0; i < a.count; i++) result.push_back(static_cast<Element>(static_cast<Source*>(a.p)[i]));
  return result;
}
static void push(Stack& stack, const Operator& op, const Arg& a, int position) {
  auto wants = op.wants[position];
  TORCH_CHECK(a.kind != None || wants != Wants::Tensor, "argument ", position, " is not a tensor in a call of ", op.schema);
  switch (a.kind) {
    case None: stack.emplace_back(); return;
    case TensorArg: stack.emplace_back(borrow(a.p)); return;
    case Int:
      if (wants == Wants::Float) stack.emplace_back(static_cast<double>(a.i));
      else if (wants == Wants::Ints) stack.emplace_back(c10::List<int64_t>({a.i}));
      else stack.emplace_back(a.i);
      return;
    case Double: stack.emplace_back(a.d); return;
    case Complex: stack.emplace_back(complex(static_cast<double*>(a.p))); return;
    case Bool: stack.emplace_back(a.i != 0); return;
    case Ints:
      if (wants == Wants::Floats) stack.emplace_back(list<double, int64_t>(a));
      else stack.emplace_back(list<int64_t, int64_t>(a));
      return;
    case Doubles: stack.emplace_back(list<double, double>(a)); return;
    case Bools: stack.emplace_back(list<bool, uint8_t>(a)); return;
    case Tensors:
      if (wants != Wants::OptionalTensors) {
        c10::List<Tensor> tensors;
        tensors.reserve(a.count);
        for (int i = 0; i < a.count; i++) tensors.push_back(borrow(static_cast<void**>(a.p)[i]));
        stack.emplace_back(std::move(tensors));
        return;
      }
      [[fallthrough]];
    case OptionalTensors: {
      c10::List<optional<Tensor>> tensors;
      tensors.reserve(a.count);
      for (int i = 0; i < a.count; i++) {
        void*& handle = static_cast<void**>(a.p)[i];
        tensors.push_back(handle ? optional<Tensor>(borrow(handle)) : nullopt);
      }
      stack.emplace_back(std::move(tensors));
      return;
    }
    case String: stack.emplace_back(std::string(static_cast<const char*>(a.p), a.count)); return;
    case Device: stack.emplace_back(c10::Device(static_cast<c10::DeviceType>(a.count), static_cast<c10::DeviceIndex>(a.i))); return;
    case Generator: stack.emplace_back(*static_cast<at::Generator*>(a.p)); return;
    default: TORCH_CHECK(false, "argument kind ", a.kind, " is unknown to the shim");
  }
}

// Re-entrant (a hook may call operators while an operator runs), hence the exchange of the thread's spare stack.
static thread_local Stack spare;
struct Call {
  Stack stack = std::move(spare);
  Call(Operator* op, const Arg* args, int count) {
    TORCH_CHECK(static_cast<size_t>(count) <= op->count(), count, " arguments are too many for ", op->schema);
    stack.clear();
    for (int i = 0; i < count; i++) push(stack, *op, args[i], i);
    for (size_t i = count; i < op->count(); i++) {
      TORCH_CHECK(op->defaults[i].has_value(), "argument ", i, " is missing in a call of ", op->schema);
      stack.push_back(*op->defaults[i]);
    }
    op->handle.callBoxed(&stack);
  }
  ~Call() {
    stack.clear();
    spare = std::move(stack);
  }
};

// One Tensor result (or none). In-place operators give 0: the caller already holds the tensor.
MT int mt_call_tensor(Operator* op, const Arg* args, int count, void** result) {
  return guard([&] {
    auto given = static_cast<size_t>(count);
    if (op->lane && given == op->count()) {
      *result = op->lane(*op, args);
      return;
    }
    if (op->lane && given >= op->lane_needs && given < op->count()) {
      Arg all[LaneArguments];
      for (size_t i = 0; i < op->count(); i++) all[i] = i < given ? args[i] : op->lane_defaults[i];
      *result = op->lane(*op, all);
      return;
    }
    Call call(op, args, count);
    *result = nullptr;
    if (call.stack.empty() || !call.stack[0].isTensor()) return;
    *result = give(std::move(call.stack[0]).toTensor());
  });
}

static thread_local std::vector<int64_t> flat;  // the elements of list results of this thread's last call
static void pop(IValue& value, Arg& result) {
  result = {};
  if (value.isTensor()) {
    result.kind = TensorArg;
    result.p = give(std::move(value).toTensor());
  } else if (value.isInt()) {
    result.kind = Int;
    result.i = value.toInt();
  } else if (value.isDouble()) {
    result.kind = Double;
    result.d = value.toDouble();
  } else if (value.isBool()) {
    result.kind = Bool;
    result.i = value.toBool();
  } else if (value.isComplexDouble()) {
    auto number = value.toComplexDouble();
    result.kind = Complex;
    result.i = flat.size();
    flat.resize(flat.size() + 2);
    std::memcpy(&flat[result.i], &number, sizeof number);
  } else if (value.isTensorList()) {
    result.kind = Tensors;
    result.i = flat.size();
    for (auto& tensor : value.toTensorVector()) flat.push_back(reinterpret_cast<int64_t>(give(std::move(tensor))));
    result.count = flat.size() - result.i;
  } else {
    TORCH_CHECK(false, "a result of kind ", value.tagKind(), " is unknown to the shim");
  }
}
MT int mt_call(Operator* op, const Arg* args, int count, Arg* results, int capacity) {
  return guard([&] {
    Call call(op, args, count);
    TORCH_CHECK(call.stack.size() <= static_cast<size_t>(capacity), op->schema, " has more results than ", capacity);
    flat.clear();
    for (size_t i = 0; i < call.stack.size(); i++) pop(call.stack[i], results[i]);
  });
}
MT int64_t* mt_flat() { return flat.data(); }
