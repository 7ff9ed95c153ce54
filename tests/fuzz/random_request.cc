#include "tests/fuzz/random_request.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "lib/base/utf8.h"

namespace sambyd::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kDeepest = 5;
constexpr std::size_t kLongestText = 40;

// A notice with one lot.
constexpr std::string_view kNotice =
    R"(<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:CustomizationID>eforms-sdk-1.10</cbc:CustomizationID><cbc:ID schemeName="notice-id">a1</cbc:ID><cbc:ContractFolderID>f1</cbc:ContractFolderID><cbc:IssueDate>2026-01-02+01:00</cbc:IssueDate><cbc:VersionID>01</cbc:VersionID><cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID><cac:ProcurementProject><cbc:Name languageID="DAN">Rengøring og vinduespudsning</cbc:Name><cbc:Description languageID="DAN">1. Rengøring af skoler. 2. Vinduespudsning. 3. Pleje af grønne områder.</cbc:Description><cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">90910000</cbc:ItemClassificationCode></cac:MainCommodityClassification></cac:ProcurementProject></cac:ProcurementProjectLot></ContractNotice>)";

// What a field of this name may well hold.
const std::vector<std::string_view>& GoodTexts(const std::string& field) {
  static const std::vector<std::string_view> kNames = {
      "enterprises/DK24256790", "enterprises/DK10150817", "tenders/f1", "tenders/f1/lots/LOT-0001",
      "tenders/f1/lots/LOT-0001.1"};
  static const std::map<std::string_view, std::vector<std::string_view>> kTexts = {
      {"scheme", {"DK:CVR", "SE:ORGNR"}},
      {"value", {"24256790", "10150817", "5566778899"}},
      {"display_name", {"Værkstedet"}},
      {"home_place", {"0751", "DK042"}},
      {"service_areas", {"DK042", "0751", "DK"}},
      {"places", {"DK042", "0751"}},
      {"place", {"DK042", "0751"}},
      {"nuts_prefix", {"DK", "DK04"}},
      {"cpv", {"90910000", "90911000", "45000000"}},
      {"main_cpv", {"90910000", "90911000"}},
      {"cpv_prefix", {"90", "9091"}},
      {"code", {"ISO9001"}},
      {"certificates_all", {"ISO9001"}},
      {"certificates_any", {"ISO9001"}},
      {"email", {"kontakt@example.dk"}},
      {"phone", {"+45 12 34 56 78"}},
      {"key", {"a", "b"}},
      {"leaf", {"a", "b"}},
      {"currency", {"DKK", "EUR"}},
      {"paths", {"display_name", "contact", "capabilities", "titles", "main_cpv", "*"}},
      {"request_id", {"2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d"}},
      {"content", {kNotice}},
      {"notice", {kNotice}},
      {"page_token", {""}},
      {"etag", {""}},
  };
  const auto found = kTexts.find(field);
  return found == kTexts.end() ? kNames : found->second;
}

std::string Text(const FieldDescriptor& field, Choices& choices) {
  if (choices.Below(4) != 0) {
    const auto& texts = GoodTexts(field.name());
    return std::string(texts[choices.Below(texts.size())]);
  }
  std::string text = choices.Bytes(kLongestText);
  // Other bytes do not pass the wire in a string.
  if (field.type() == FieldDescriptor::TYPE_STRING && FindInvalidUtf8(text)) text = "æøå";
  return text;
}

std::int64_t Number(const FieldDescriptor& field, Choices& choices) {
  constexpr std::array<std::int64_t, 12> kNumbers = {
      0, 1, 2, 3, 8, 12, 28, 500, 2026, 1'000'000, -1, std::numeric_limits<std::int64_t>::max()};
  const std::string& name = field.name();
  if (name == "year" && choices.Below(4) != 0) return 2025 + choices.Byte() % 3;
  if ((name == "month" || name == "day") && choices.Below(4) != 0) return 1 + choices.Byte() % 12;
  // So that no read waits for a position that never comes.
  if (name == "min_position") return choices.Below(8) == 0 ? -1 : 0;
  // So that no search lasts.
  if (name == "node_budget") return choices.Below(8) == 0 ? -1 : 50;
  return kNumbers[choices.Below(kNumbers.size())];
}

void Fill(Message& message, Choices& choices, int depth);

void SetField(Message& message, const FieldDescriptor& field, Choices& choices, int depth) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  const auto set = [&](auto setter, auto adder, auto value) {
    many ? (reflection.*adder)(&message, &field, value)
         : (reflection.*setter)(&message, &field, value);
  };
  using R = google::protobuf::Reflection;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return set(&R::SetInt32, &R::AddInt32, static_cast<std::int32_t>(Number(field, choices)));
    case FieldDescriptor::CPPTYPE_INT64:
      return set(&R::SetInt64, &R::AddInt64, Number(field, choices));
    case FieldDescriptor::CPPTYPE_BOOL:
      return set(&R::SetBool, &R::AddBool, choices.Below(2) == 0);
    case FieldDescriptor::CPPTYPE_ENUM:
      return set(&R::SetEnumValue, &R::AddEnumValue, static_cast<int>(choices.Below(12)));
    case FieldDescriptor::CPPTYPE_STRING:
      return set(&R::SetString, &R::AddString, Text(field, choices));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (depth == kDeepest) return;
      return Fill(many ? *reflection.AddMessage(&message, &field)
                       : *reflection.MutableMessage(&message, &field),
                  choices, depth + 1);
    default:
      return;
  }
}

void Fill(Message& message, Choices& choices, int depth) {
  const google::protobuf::Descriptor& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count() && !choices.empty(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    const std::size_t times = field.is_repeated() ? choices.Below(4) : choices.Below(4) != 0;
    for (std::size_t n = 0; n < times; ++n) SetField(message, field, choices, depth);
  }
}

}  // namespace

std::string Choices::Bytes(std::size_t most) {
  const std::size_t wanted = Below(most + 1);  // uses a byte up, before what is left is counted
  const std::size_t taken = std::min(wanted, size_ - used_);
  std::string bytes(reinterpret_cast<const char*>(data_ + used_), taken);
  used_ += taken;
  return bytes;
}

std::unique_ptr<Message> RandomRequest(const google::protobuf::Descriptor& descriptor,
                                       Choices& choices) {
  std::unique_ptr<Message> request(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&descriptor)->New());
  Fill(*request, choices, 0);
  return request;
}

}  // namespace sambyd::testing
