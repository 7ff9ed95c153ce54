#include "lib/breakdown/linear_classifier.h"

#include <algorithm>
#include <utility>

#include "lib/breakdown/fixed_point.h"
#include "lib/breakdown/text_features.h"

extern "C" {
extern const char sambyd_cpv_model_begin[];
extern const char sambyd_cpv_model_end[];
}

namespace sambyd::breakdown {
namespace {

using domain::CpvCode;

constexpr std::size_t kDivision = 0;
constexpr std::size_t kClass = 2;
constexpr std::size_t kDetail = 3;

// How much likelier a class becomes when the notice names it or its kin, by the digits that it
// shares with the nearest of the notice's codes. Fitted with tools/evaluate-classifier.
constexpr std::array<std::int64_t, 5> kPriorFactor = {1, 1, 60, 150, 450};

// A finer code than the class is given from this probability on.
constexpr std::int64_t kLeastDetail = kOne * 6 / 10;

// Branches less likely than this are not followed.
constexpr std::int64_t kLeastProbability = kOne / 4096;

// Feature ids are looked up by their highest bits.
constexpr int kBucketBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;

std::size_t BucketOf(std::uint32_t id) { return id >> (32 - kBucketBits); }

int SharedDigits(CpvCode code, CpvCode named) {
  const int most = std::min(named.SignificantDigits(), 4);
  for (int digits = most; digits >= 2; --digits) {
    if (code.Prefix(digits) == named.Prefix(digits)) return digits;
  }
  return 0;
}

std::int64_t PriorFactor(CpvCode code, std::span<const CpvCode> prior) {
  int digits = 0;
  for (const CpvCode named : prior) digits = std::max(digits, SharedDigits(code, named));
  return kPriorFactor[static_cast<std::size_t>(digits)];
}

// Weighs the classes by the notice's codes and makes the probabilities sum to one again.
void ApplyPrior(std::span<const CpvCode> prior, std::vector<RankedClass>& classes) {
  std::int64_t sum = 0;
  for (RankedClass& ranked : classes) {
    ranked.probability *= PriorFactor(ranked.code, prior);
    sum += ranked.probability;
  }
  for (RankedClass& ranked : classes) {
    ranked.probability = ranked.probability * kOne / std::max<std::int64_t>(sum, 1);
  }
}

int Calibrated(const CpvModel::Calibration& calibration, std::int64_t probability) {
  constexpr auto kSteps = static_cast<std::int64_t>(CpvModel::kSteps);
  const std::int64_t at = std::clamp<std::int64_t>(probability, 0, kOne) * kSteps;
  const std::int64_t step = std::min(at / kOne, kSteps - 1);
  const auto below = static_cast<std::int64_t>(calibration[static_cast<std::size_t>(step)]);
  const auto above = static_cast<std::int64_t>(calibration[static_cast<std::size_t>(step) + 1]);
  return static_cast<int>(below + (above - below) * (at - step * kOne) / kOne);
}

CpvGuess ToGuess(const RankedClass& ranked, const CpvModel::Calibration& calibration) {
  const int confidence = Calibrated(calibration, ranked.probability);
  if (ranked.detail == ranked.code || ranked.detail_probability < kLeastDetail) {
    return {ranked.code, confidence};
  }
  return {ranked.detail, static_cast<int>(confidence * ranked.detail_probability / kOne)};
}

}  // namespace

LinearClassifier::LinearClassifier(CpvModel model)
    : model_(std::move(model)), first_nodes_(FirstNodes(model_)) {
  first_of_bucket_.push_back(0);
  const auto features = static_cast<std::uint32_t>(model_.feature_ids.size());
  for (std::uint32_t i = 0; i < features; ++i) {
    first_of_bucket_.resize(BucketOf(model_.feature_ids[i]) + 1, i);
  }
  first_of_bucket_.resize(kBuckets + 1, features);
}

// Where the feature stands in the model's tables, or nothing.
std::optional<std::size_t> LinearClassifier::Find(std::uint32_t id) const {
  const std::size_t bucket = BucketOf(id);
  const std::uint32_t end = first_of_bucket_[bucket + 1];
  for (std::uint32_t i = first_of_bucket_[bucket]; i < end; ++i) {
    if (model_.feature_ids[i] == id) return i;
  }
  return std::nullopt;
}

// The score of every node, with 16 bits of fraction; empty when no feature is known.
std::vector<std::int64_t> LinearClassifier::NodeScores(std::string_view text) const {
  std::size_t nodes = 0;
  for (const auto& level : model_.levels) nodes += level.size();
  std::vector<std::int64_t> sums(nodes);
  std::uint64_t squares = 0;
  for (const TextFeature& feature : ExtractFeatures(text)) {
    const std::optional<std::size_t> index = Find(feature.id);
    if (!index) continue;
    const std::int64_t strength = FeatureStrength(model_.rarities[*index], feature.count);
    squares += static_cast<std::uint64_t>(strength * strength);
    const std::uint32_t end = model_.first_posting[*index + 1];
    for (std::uint32_t p = model_.first_posting[*index]; p < end; ++p) {
      sums[model_.posting_nodes[p]] += strength * model_.posting_weights[p];
    }
  }
  if (squares == 0) return {};
  const auto norm = static_cast<std::int64_t>(SquareRoot(squares));
  std::size_t node = 0;
  for (const auto& level : model_.levels) {
    for (const CpvModel::Node& entry : level) {
      sums[node] = (sums[node] * kOne / norm + entry.bias * kOne) / CpvModel::kWeightScale;
      ++node;
    }
  }
  return sums;
}

// The softmax over the nodes [first, first + count) of a level.
std::vector<std::int64_t> LinearClassifier::ChildProbabilities(std::span<const std::int64_t> scores,
                                                               std::size_t level,
                                                               std::uint32_t first,
                                                               std::uint32_t count) const {
  if (count == 1) return {kOne};
  const auto siblings = scores.subspan(first_nodes_[level] + first, count);
  const std::int64_t best = *std::ranges::max_element(siblings);
  std::vector<std::int64_t> probabilities;
  std::int64_t sum = 0;
  for (const std::int64_t score : siblings) {
    probabilities.push_back(ExpMinus(best - score));
    sum += probabilities.back();
  }
  for (std::int64_t& probability : probabilities) probability = probability * kOne / sum;
  return probabilities;
}

// Adds the classes under a node, whose probability is given.
void LinearClassifier::CollectClasses(std::span<const std::int64_t> scores, std::size_t level,
                                      std::uint32_t node, std::int64_t probability,
                                      std::vector<RankedClass>& classes) const {
  if (probability < kLeastProbability) return;
  const CpvModel::Node& entry = model_.levels[level][node];
  if (level == kClass) {
    classes.push_back({entry.code, probability, entry.code, 0});
    return;
  }
  const auto shares = ChildProbabilities(scores, level + 1, entry.first_child, entry.children);
  for (std::uint32_t i = 0; i < entry.children; ++i) {
    CollectClasses(scores, level + 1, entry.first_child + i, probability * shares[i] / kOne,
                   classes);
  }
}

void LinearClassifier::FindDetail(std::span<const std::int64_t> scores, RankedClass& ranked) const {
  const auto node =
      std::ranges::lower_bound(model_.levels[kClass], ranked.code, {}, &CpvModel::Node::code);
  const auto details = ChildProbabilities(scores, kDetail, node->first_child, node->children);
  for (std::size_t i = 0; i < details.size(); ++i) {
    if (details[i] <= ranked.detail_probability) continue;
    ranked.detail_probability = details[i];
    ranked.detail = model_.levels[kDetail][node->first_child + i].code;
  }
}

std::vector<RankedClass> LinearClassifier::Rank(std::string_view text,
                                                std::span<const CpvCode> prior, int most) const {
  std::vector<RankedClass> classes;
  const std::vector<std::int64_t> scores = NodeScores(text);
  if (scores.empty() || most <= 0) return classes;
  const auto count = static_cast<std::uint32_t>(model_.levels[kDivision].size());
  const auto divisions = ChildProbabilities(scores, kDivision, 0, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    CollectClasses(scores, kDivision, i, divisions[i], classes);
  }
  ApplyPrior(prior, classes);
  std::ranges::sort(classes, [](const RankedClass& a, const RankedClass& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.code < b.code;
  });
  classes.resize(std::min(classes.size(), static_cast<std::size_t>(most)));
  for (RankedClass& ranked : classes) FindDetail(scores, ranked);
  return classes;
}

std::vector<CpvGuess> LinearClassifier::Classify(std::string_view text,
                                                 std::string_view /*language*/,
                                                 std::span<const CpvCode> prior, int most) const {
  std::vector<CpvGuess> guesses;
  const auto& calibration = prior.empty() ? model_.calibration : model_.calibration_with_prior;
  for (const RankedClass& ranked : Rank(text, prior, most)) {
    guesses.push_back(ToGuess(ranked, calibration));
  }
  std::ranges::sort(guesses, [](const CpvGuess& a, const CpvGuess& b) {
    return a.confidence_bp != b.confidence_bp ? a.confidence_bp > b.confidence_bp : a.code < b.code;
  });
  return guesses;
}

const LinearClassifier& DefaultClassifier() {
  static const LinearClassifier classifier(
      *ParseCpvModel({sambyd_cpv_model_begin,
                      static_cast<std::size_t>(sambyd_cpv_model_end - sambyd_cpv_model_begin)}));
  return classifier;
}

}  // namespace sambyd::breakdown
