#include "lib/rpc/shape.h"

#include <cstddef>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"

namespace sambyd::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kLongestShape = 300;

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// Stops where the shape is long enough already, however large the message.
void AppendFields(const Message& message, std::string& shape) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (shape.size() > kLongestShape) return;
    if (!shape.empty() && shape.back() != '{') shape += ' ';
    shape += field->name();
    if (field->is_repeated())
      absl::StrAppend(&shape, "[", reflection.FieldSize(message, field), "]");
    if (IsMessage(*field)) {
      shape += '{';
      AppendFields(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, 0)
                                        : reflection.GetMessage(message, field),
                   shape);
      shape += '}';
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field->is_repeated()) {
      std::string scratch;
      absl::StrAppend(&shape, ":", reflection.GetStringReference(message, field, &scratch).size());
    }
  }
}

}  // namespace

std::string ShapeOf(const Message& message) {
  std::string shape;
  AppendFields(message, shape);
  if (shape.size() > kLongestShape) shape = shape.substr(0, kLongestShape) + "…";
  return shape;
}

}  // namespace sambyd::rpc
