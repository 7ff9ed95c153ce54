#ifndef LIB_BREAKDOWN_CPV_MODEL_H_
#define LIB_BREAKDOWN_CPV_MODEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/domain/cpv.h"

namespace sambyd::breakdown {

// The weights that tools/train-classifier learns, all whole numbers.
//
// The codes form a tree of four levels: division, group, class, and below each class the codes
// that the training data tells apart. Where a shorter code can be the answer itself it is also its
// own child: under division 79000000 stand the groups 79000000, 79100000, 79200000, … At every
// node a linear model chooses among the children.
struct CpvModel {
  struct Node {
    domain::CpvCode code;
    std::uint32_t first_child = 0;  // children are neighbours on the next level
    std::uint32_t children = 0;     // 0 on the last level
    std::int32_t bias = 0;          // in units of 1/kWeightScale
  };

  // What the probability of a class was worth on texts held out of training: entry i is the share
  // (basis points) of right answers where the model gave i/kSteps. Rising.
  static constexpr std::size_t kSteps = 20;
  using Calibration = std::array<std::uint16_t, kSteps + 1>;

  static constexpr std::size_t kLevels = 4;
  static constexpr std::array<int, kLevels> kDigits = {2, 3, 4, 8};
  static constexpr int kWeightScale = 12;  // a stored weight of 12 means 1.0

  std::array<std::vector<Node>, kLevels> levels;  // each by ascending code
  Calibration calibration{};
  Calibration calibration_with_prior{};

  // Feature i has the id feature_ids[i] (ascending), the rarity rarities[i] (255 is rarest) and
  // the postings [first_posting[i], first_posting[i + 1]). A posting adds weights[p] to the score
  // of node nodes[p], nodes being counted through all levels.
  std::vector<std::uint32_t> feature_ids;
  std::vector<std::uint8_t> rarities;
  std::vector<std::uint32_t> first_posting;  // one more than features
  std::vector<std::uint16_t> posting_nodes;
  std::vector<std::int8_t> posting_weights;

  std::string version;  // "linear-1." and eight digits of the digest of the bytes
};

// The number of the first node of each level when nodes are counted through all levels.
std::array<std::size_t, CpvModel::kLevels> FirstNodes(const CpvModel& model);

// Sets first_child and children of every node from the codes.
void LinkNodes(CpvModel& model);

// How strongly a feature of this rarity that occurs `count` times speaks, before the whole text is
// brought to length 1.
std::int64_t FeatureStrength(std::uint8_t rarity, std::uint32_t count);

// The model as bytes and back. Parsing refuses bytes that are cut off, of another format or that
// point outside the tables; it never reads outside `bytes`.
std::string SerializeCpvModel(const CpvModel& model);
absl::StatusOr<CpvModel> ParseCpvModel(std::string_view bytes);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_CPV_MODEL_H_
