#include "lib/breakdown/cpv_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <type_traits>

#include <zlib.h>

#include "lib/base/digest.h"
#include "lib/base/error.h"

namespace sambyd::breakdown {
namespace {

// Little-endian throughout: the magic, the length of what follows and that deflated by zlib: for
// each level its nodes (code, bias), the calibrations, and the feature tables, every table led by
// its length, ascending ones as differences.
constexpr std::string_view kMagic = "SBCPV002";
constexpr std::uint32_t kMostBytes = 64U << 20U;  // of a model that is not damaged
static_assert(std::endian::native == std::endian::little, "the file is copied as it is");

template <typename T>
void AppendTable(const std::vector<T>& table, std::string& bytes) {
  static_assert(std::is_arithmetic_v<T>);
  const auto size = static_cast<std::uint32_t>(table.size());
  const auto append = [&bytes](const void* data, std::size_t length) {
    const std::size_t end = bytes.size();
    bytes.resize(end + length);
    if (length > 0) std::memcpy(bytes.data() + end, data, length);
  };
  append(&size, sizeof(size));
  append(table.data(), table.size() * sizeof(T));
}

// "3, 7, 8" as "3, 4, 1", which deflates well, and back.
std::vector<std::uint32_t> Differences(std::vector<std::uint32_t> ascending) {
  std::adjacent_difference(ascending.begin(), ascending.end(), ascending.begin());
  return ascending;
}

std::string Deflate(const std::string& bytes) {
  uLongf length = compressBound(bytes.size());
  std::string deflated(length, '\0');
  const int result =
      compress2(reinterpret_cast<Bytef*>(deflated.data()), &length,
                reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_BEST_COMPRESSION);
  deflated.resize(result == Z_OK ? length : 0);  // which no reader takes for a model
  return deflated;
}

// The inflated bytes behind the magic; empty when they are damaged.
std::string Inflate(std::string_view bytes) {
  std::uint32_t size = 0;
  if (bytes.size() < sizeof(size)) return {};
  std::memcpy(&size, bytes.data(), sizeof(size));
  bytes.remove_prefix(sizeof(size));
  if (size > kMostBytes) return {};
  std::string inflated(size, '\0');
  uLongf length = size;
  uLong read = bytes.size();
  const int result = uncompress2(reinterpret_cast<Bytef*>(inflated.data()), &length,
                                 reinterpret_cast<const Bytef*>(bytes.data()), &read);
  if (result != Z_OK || length != size || read != bytes.size()) return {};
  return inflated;
}

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  bool ReadTable(std::vector<T>& table) {
    std::uint32_t size = 0;
    if (rest_.size() < sizeof(size)) return false;
    std::memcpy(&size, rest_.data(), sizeof(size));
    rest_.remove_prefix(sizeof(size));
    if (rest_.size() / sizeof(T) < size) return false;
    table.resize(size);
    if (size > 0) std::memcpy(table.data(), rest_.data(), size * sizeof(T));
    rest_.remove_prefix(size * sizeof(T));
    return true;
  }

  bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool ReadCalibration(ByteReader& reader, CpvModel::Calibration& calibration) {
  std::vector<std::uint16_t> table;
  if (!reader.ReadTable(table) || table.size() != calibration.size()) return false;
  std::ranges::copy(table, calibration.begin());
  return true;
}

bool ReadLevels(ByteReader& reader, CpvModel& model) {
  for (auto& level : model.levels) {
    std::vector<std::uint32_t> codes;
    std::vector<std::int32_t> biases;
    if (!reader.ReadTable(codes) || !reader.ReadTable(biases)) return false;
    if (codes.empty() || codes.size() != biases.size() || !std::ranges::is_sorted(codes)) {
      return false;
    }
    for (std::size_t i = 0; i < codes.size(); ++i) {
      level.push_back({.code = domain::CpvCode::FromNumber(codes[i]), .bias = biases[i]});
    }
  }
  return true;
}

bool ReadFeatures(ByteReader& reader, CpvModel& model) {
  const bool read = reader.ReadTable(model.feature_ids) && reader.ReadTable(model.rarities) &&
                    reader.ReadTable(model.first_posting) &&
                    reader.ReadTable(model.posting_nodes) &&
                    reader.ReadTable(model.posting_weights) && reader.AtEnd();
  for (auto* ascending : {&model.feature_ids, &model.first_posting}) {
    std::partial_sum(ascending->begin(), ascending->end(), ascending->begin());
  }
  return read;
}

// What the classifier relies on when it follows the tables.
bool TablesFit(const CpvModel& model) {
  std::size_t nodes = 0;
  for (const auto& level : model.levels) nodes += level.size();
  const std::size_t features = model.feature_ids.size();
  return std::ranges::is_sorted(model.feature_ids) && model.rarities.size() == features &&
         model.first_posting.size() == features + 1 && model.first_posting.front() == 0 &&
         std::ranges::is_sorted(model.first_posting) &&
         model.first_posting.back() == model.posting_nodes.size() &&
         model.posting_weights.size() == model.posting_nodes.size() &&
         std::ranges::all_of(model.posting_nodes, [&](auto node) { return node < nodes; });
}

}  // namespace

std::array<std::size_t, CpvModel::kLevels> FirstNodes(const CpvModel& model) {
  std::array<std::size_t, CpvModel::kLevels> first{};
  for (std::size_t level = 1; level < CpvModel::kLevels; ++level) {
    first[level] = first[level - 1] + model.levels[level - 1].size();
  }
  return first;
}

void LinkNodes(CpvModel& model) {
  for (std::size_t level = 0; level + 1 < CpvModel::kLevels; ++level) {
    const auto& below = model.levels[level + 1];
    const int digits = CpvModel::kDigits[level];
    const auto parent_of = [digits](const CpvModel::Node& n) { return n.code.Prefix(digits); };
    for (CpvModel::Node& node : model.levels[level]) {
      const auto first = std::ranges::lower_bound(below, node.code, {}, parent_of);
      const auto last = std::ranges::upper_bound(below, node.code, {}, parent_of);
      node.first_child = static_cast<std::uint32_t>(first - below.begin());
      node.children = static_cast<std::uint32_t>(last - first);
    }
  }
}

std::int64_t FeatureStrength(std::uint8_t rarity, std::uint32_t count) {
  // 16 * (1 + ln(count)): the tenth mention says less than the first.
  static constexpr std::array<std::int64_t, 13> kByCount = {0,  16, 27, 34, 38, 42, 45,
                                                            47, 49, 51, 53, 54, 56};
  return rarity * kByCount[std::min<std::size_t>(count, kByCount.size() - 1)];
}

std::string SerializeCpvModel(const CpvModel& model) {
  std::string bytes;
  for (const auto& level : model.levels) {
    std::vector<std::uint32_t> codes;
    std::vector<std::int32_t> biases;
    for (const CpvModel::Node& node : level) {
      codes.push_back(node.code.number());
      biases.push_back(node.bias);
    }
    AppendTable(codes, bytes);
    AppendTable(biases, bytes);
  }
  for (const auto* calibration : {&model.calibration, &model.calibration_with_prior}) {
    AppendTable(std::vector<std::uint16_t>(calibration->begin(), calibration->end()), bytes);
  }
  AppendTable(Differences(model.feature_ids), bytes);
  AppendTable(model.rarities, bytes);
  AppendTable(Differences(model.first_posting), bytes);
  AppendTable(model.posting_nodes, bytes);
  AppendTable(model.posting_weights, bytes);
  std::string file(kMagic);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  file.append(reinterpret_cast<const char*>(&size), sizeof(size));
  return file + Deflate(bytes);
}

absl::StatusOr<CpvModel> ParseCpvModel(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) {
    return InvalidField("model", bytes.substr(0, kMagic.size()), "a CPV model of format SBCPV002");
  }
  CpvModel model;
  const std::string tables = Inflate(bytes.substr(kMagic.size()));
  ByteReader reader(tables);
  if (!ReadLevels(reader, model) || !ReadCalibration(reader, model.calibration) ||
      !ReadCalibration(reader, model.calibration_with_prior) || !ReadFeatures(reader, model) ||
      !TablesFit(model)) {
    return InvalidField("model", "tables that do not fit together", "a whole CPV model file");
  }
  LinkNodes(model);
  for (std::size_t level = 0; level + 1 < CpvModel::kLevels; ++level) {
    if (std::ranges::any_of(model.levels[level], [](auto& node) { return node.children == 0; })) {
      return InvalidField("model", "a code without codes below it", "a whole CPV model file");
    }
  }
  model.version = "linear-1." + Sha256Hex(bytes).substr(0, 8);
  return model;
}

}  // namespace sambyd::breakdown
