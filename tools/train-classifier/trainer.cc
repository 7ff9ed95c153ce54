#include "tools/train-classifier/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "lib/breakdown/fixed_point.h"
#include "lib/breakdown/linear_classifier.h"
#include "lib/breakdown/text_features.h"
#include "tools/train-classifier/softmax.h"

namespace sambyd::training {
namespace {

using breakdown::CpvModel;
using breakdown::TextFeature;
using domain::CpvCode;

using Features = std::vector<Example::Feature>;

struct Vocabulary {
  std::vector<std::uint32_t> ids;  // ascending
  std::vector<std::uint8_t> rarities;
};

// The features of enough samples, with log(samples / samples that have it) brought to 1..255.
Vocabulary MakeVocabulary(const std::vector<std::vector<TextFeature>>& texts, int least_samples) {
  std::unordered_map<std::uint32_t, int> samples_with;
  for (const auto& text : texts) {
    for (const TextFeature& feature : text) ++samples_with[feature.id];
  }
  Vocabulary vocabulary;
  for (const auto& [id, count] : samples_with) {
    if (count >= least_samples) vocabulary.ids.push_back(id);
  }
  std::ranges::sort(vocabulary.ids);
  const double all = std::log(static_cast<double>(texts.size()));
  for (const std::uint32_t id : vocabulary.ids) {
    const double rarity = 1 - std::log(samples_with[id]) / all;
    vocabulary.rarities.push_back(static_cast<std::uint8_t>(1 + std::lround(rarity * 254)));
  }
  return vocabulary;
}

// The values that the classifier works with: strengths, the whole text brought to length 1.
Features ValuesOf(const std::vector<TextFeature>& text, const Vocabulary& vocabulary) {
  Features values;
  double squares = 0;
  for (const TextFeature& feature : text) {
    const auto found = std::ranges::lower_bound(vocabulary.ids, feature.id);
    if (found == vocabulary.ids.end() || *found != feature.id) continue;
    const auto number = static_cast<std::size_t>(found - vocabulary.ids.begin());
    const auto strength =
        static_cast<double>(breakdown::FeatureStrength(vocabulary.rarities[number], feature.count));
    values.push_back({static_cast<std::uint32_t>(number), static_cast<float>(strength)});
    squares += strength * strength;
  }
  for (Example::Feature& feature : values) feature.value /= static_cast<float>(std::sqrt(squares));
  return values;
}

// The levels of the tree: every prefix of a listed code, and the detail codes.
CpvModel MakeTree(const std::vector<CpvCode>& detail_codes) {
  std::array<std::set<CpvCode>, CpvModel::kLevels> codes;
  const auto add = [&codes](CpvCode code, std::size_t levels) {
    for (std::size_t level = 0; level < levels; ++level) {
      codes[level].insert(code.Prefix(CpvModel::kDigits[level]));
    }
  };
  for (const domain::CpvEntry& entry : domain::AllCpvEntries()) {
    add(entry.code, CpvModel::kLevels - 1);
    add(entry.code.Prefix(CpvModel::kDigits[CpvModel::kLevels - 2]), CpvModel::kLevels);
  }
  for (const CpvCode code : detail_codes) add(code, CpvModel::kLevels);
  CpvModel model;
  for (std::size_t level = 0; level < CpvModel::kLevels; ++level) {
    for (const CpvCode code : codes[level]) model.levels[level].push_back({.code = code});
  }
  breakdown::LinkNodes(model);
  return model;
}

// Which of the nodes, neighbours under one parent, stands for `code`: the longest that covers it
// within the parent's digits, so that codes without a node of their own count for their ancestor.
std::optional<std::size_t> NodeFor(CpvCode code, std::span<const CpvModel::Node> nodes,
                                   int digits) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const CpvCode candidate = nodes[i].code;
    const bool fits = digits < 8 ? candidate == code.Prefix(digits) : candidate.Covers(code);
    if (fits) best = i;  // ascending: a later node that covers is a longer one
  }
  return best;
}

struct Posting {
  std::uint16_t node = 0;
  std::int8_t weight = 0;
};

class Trainer {
 public:
  Trainer(const std::vector<Sample>& samples, const std::vector<CpvCode>& detail_codes,
          const TrainingOptions& options)
      : options_(options), model_(MakeTree(detail_codes)) {
    std::vector<std::vector<TextFeature>> texts;
    for (const Sample& sample : samples) {
      if (sample.held_out) continue;
      samples_.push_back(&sample);
      texts.push_back(breakdown::ExtractFeatures(sample.text));
    }
    const Vocabulary vocabulary = MakeVocabulary(texts, options.least_samples);
    for (const auto& text : texts) values_.push_back(ValuesOf(text, vocabulary));
    model_.feature_ids = vocabulary.ids;
    model_.rarities = vocabulary.rarities;
    postings_.resize(vocabulary.ids.size());
  }

  CpvModel Run() {
    first_nodes_ = breakdown::FirstNodes(model_);
    std::vector<std::size_t> everything(samples_.size());
    for (std::size_t i = 0; i < everything.size(); ++i) everything[i] = i;
    TrainChoice(everything, 0, 0, model_.levels[0].size());
    StorePostings();
    for (std::size_t i = 0; i < CpvModel::kSteps + 1; ++i) {
      model_.calibration[i] = static_cast<std::uint16_t>(i * 10000 / CpvModel::kSteps);
    }
    model_.calibration_with_prior = model_.calibration;
    return std::move(model_);
  }

 private:
  // Trains the choice among `count` neighbours of a level on the samples under their parent, and
  // then the choices below each of them.
  void TrainChoice(const std::vector<std::size_t>& members, std::size_t level, std::size_t first,
                   std::size_t count) {
    const auto nodes = std::span(model_.levels[level]).subspan(first, count);
    const int digits = CpvModel::kDigits[level];
    std::vector<std::vector<std::size_t>> below(count);
    std::vector<Example> examples;
    for (const std::size_t member : members) {
      const auto target = NodeFor(samples_[member]->code, nodes, digits);
      if (!target || values_[member].empty()) continue;
      examples.push_back({&values_[member], *target, samples_[member]->weight});
      below[*target].push_back(member);
    }
    if (count > 1) {
      Keep(TrainSoftmax(std::move(examples), count, options_.epochs, options_.rate), level, first);
    }
    if (level + 1 == CpvModel::kLevels) return;
    for (std::size_t i = 0; i < count; ++i) {
      const CpvModel::Node& node = model_.levels[level][first + i];
      TrainChoice(below[i], level + 1, node.first_child, node.children);
    }
  }

  // Rounds the weights that matter into postings.
  void Keep(const Softmax& softmax, std::size_t level, std::size_t first) {
    for (std::size_t c = 0; c < softmax.choices; ++c) {
      model_.levels[level][first + c].bias =
          static_cast<std::int32_t>(std::lround(softmax.bias[c] * CpvModel::kWeightScale));
    }
    for (std::size_t row = 0; row < softmax.features.size(); ++row) {
      for (std::size_t c = 0; c < softmax.choices; ++c) {
        const float weight = softmax.weights[row * softmax.choices + c];
        if (std::abs(weight) < options_.least_weight[level]) continue;
        const long rounded = std::lround(weight * CpvModel::kWeightScale);
        postings_[softmax.features[row]].push_back(
            {static_cast<std::uint16_t>(first_nodes_[level] + first + c),
             static_cast<std::int8_t>(std::clamp(rounded, -127L, 127L))});
      }
    }
  }

  // Moves the postings into the model; features without any are dropped.
  void StorePostings() {
    CpvModel kept;
    kept.first_posting.push_back(0);
    for (std::size_t i = 0; i < postings_.size(); ++i) {
      if (postings_[i].empty()) continue;
      kept.feature_ids.push_back(model_.feature_ids[i]);
      kept.rarities.push_back(model_.rarities[i]);
      for (const Posting& posting : postings_[i]) {
        kept.posting_nodes.push_back(posting.node);
        kept.posting_weights.push_back(posting.weight);
      }
      kept.first_posting.push_back(static_cast<std::uint32_t>(kept.posting_nodes.size()));
    }
    kept.levels = std::move(model_.levels);
    model_ = std::move(kept);
  }

  TrainingOptions options_;
  CpvModel model_;
  std::array<std::size_t, CpvModel::kLevels> first_nodes_{};
  std::vector<const Sample*> samples_;
  std::vector<Features> values_;
  std::vector<std::vector<Posting>> postings_;  // by feature
};

// The share of right answers around each step of probability, made rising by pooling neighbours
// that fall (isotonic regression). `expected` are answers' probabilities with right or wrong.
CpvModel::Calibration Fit(const std::vector<std::pair<double, bool>>& answers) {
  constexpr std::size_t kPoints = CpvModel::kSteps + 1;
  constexpr double kPull = 4;  // each point starts with so many answers that are as likely as said
  struct Pool {
    double right = 0, count = 0;
    std::size_t points = 1;
  };
  std::array<Pool, kPoints> at;
  for (std::size_t i = 0; i < kPoints; ++i) {
    at[i] = {kPull * static_cast<double>(i) / CpvModel::kSteps, kPull, 1};
  }
  for (const auto& [probability, right] : answers) {
    Pool& pool = at[static_cast<std::size_t>(std::lround(probability * CpvModel::kSteps))];
    pool.right += right ? 1 : 0;
    pool.count += 1;
  }
  std::vector<Pool> pools;
  for (const Pool& pool : at) {
    pools.push_back(pool);
    while (pools.size() > 1) {
      const Pool last = pools.back();
      Pool& before = pools[pools.size() - 2];
      if (before.right / before.count <= last.right / last.count) break;
      before = {before.right + last.right, before.count + last.count, before.points + last.points};
      pools.pop_back();
    }
  }
  CpvModel::Calibration calibration{};
  std::size_t i = 0;
  for (const Pool& pool : pools) {
    for (std::size_t n = 0; n < pool.points; ++n) {
      calibration[i++] = static_cast<std::uint16_t>(std::lround(pool.right / pool.count * 10000));
    }
  }
  return calibration;
}

}  // namespace

CpvModel Train(const std::vector<Sample>& samples, const std::vector<CpvCode>& detail_codes,
               const TrainingOptions& options) {
  return Trainer(samples, detail_codes, options).Run();
}

void Calibrate(const CpvModel& measured, const std::vector<Sample>& samples, CpvModel& model) {
  const breakdown::LinearClassifier classifier(measured);
  std::vector<std::pair<double, bool>> without;
  std::vector<std::pair<double, bool>> with;
  for (const Sample& sample : samples) {
    if (!sample.held_out) continue;
    const auto measure = [&](std::span<const CpvCode> prior,
                             std::vector<std::pair<double, bool>>& answers) {
      const auto ranked = classifier.Rank(sample.text, prior, 1);
      if (ranked.empty()) return;
      const auto probability = static_cast<double>(ranked[0].probability) / breakdown::kOne;
      answers.emplace_back(std::min(probability, 1.0), ranked[0].code.Covers(sample.code));
    };
    measure({}, without);
    if (!sample.prior.empty()) measure(sample.prior, with);
  }
  model.calibration = Fit(without);
  model.calibration_with_prior = Fit(with);
}

}  // namespace sambyd::training
