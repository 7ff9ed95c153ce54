#include "tools/train-classifier/softmax.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace sambyd::training {
namespace {

// The step of a bias as a part of that of a weight: biases move on every example.
constexpr float kBiasRate = 0.1F;

struct Row {
  std::size_t at = 0;  // where the feature's weights begin
  float value = 0;
};

// Where the weights of each feature number begin in the model; fills model.features.
std::vector<std::size_t> LayOut(const std::vector<Example>& examples, Softmax& model) {
  std::vector<bool> used;
  for (const Example& example : examples) {
    for (const Example::Feature& feature : *example.features) {
      if (feature.number >= used.size()) used.resize(feature.number + 1);
      used[feature.number] = true;
    }
  }
  std::vector<std::size_t> starts(used.size());
  for (std::uint32_t number = 0; number < used.size(); ++number) {
    if (!used[number]) continue;
    starts[number] = model.features.size() * model.choices;
    model.features.push_back(number);
  }
  model.weights.resize(model.features.size() * model.choices);
  return starts;
}

void Step(Softmax& model, const std::vector<Row>& rows, const Example& example, float rate,
          std::vector<float>& scores) {
  scores = model.bias;
  for (const Row& row : rows) {
    for (std::size_t c = 0; c < model.choices; ++c) {
      scores[c] += row.value * model.weights[row.at + c];
    }
  }
  const float best = *std::ranges::max_element(scores);
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - best);
  for (std::size_t c = 0; c < model.choices; ++c) {
    const float wanted = c == example.target ? 1.0F : 0.0F;
    scores[c] = rate * example.weight * (wanted - scores[c] / sum);
    model.bias[c] += kBiasRate * scores[c];
  }
  for (const Row& row : rows) {
    for (std::size_t c = 0; c < model.choices; ++c) {
      model.weights[row.at + c] += row.value * scores[c];
    }
  }
}

}  // namespace

Softmax TrainSoftmax(std::vector<Example> examples, std::size_t choices, int epochs, float rate) {
  Softmax model{.choices = choices, .bias = std::vector<float>(choices)};
  const std::vector<std::size_t> starts = LayOut(examples, model);
  std::mt19937 random(1);  // NOLINT: a fixed seed makes the training repeatable
  std::vector<float> scores;
  std::vector<Row> rows;
  const double steps = static_cast<double>(examples.size()) * epochs;
  double step = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::shuffle(examples.begin(), examples.end(), random);
    for (const Example& example : examples) {
      rows.clear();
      for (const Example::Feature& feature : *example.features) {
        rows.push_back({starts[feature.number], feature.value});
      }
      const auto left = static_cast<float>(1 - step++ / steps);
      Step(model, rows, example, rate * left, scores);
    }
  }
  return model;
}

}  // namespace sambyd::training
