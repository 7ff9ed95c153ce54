#ifndef TOOLS_TRAIN_CLASSIFIER_SOFTMAX_H_
#define TOOLS_TRAIN_CLASSIFIER_SOFTMAX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sambyd::training {

// A training text for one choice: its features (numbers and values) and the right choice.
struct Example {
  struct Feature {
    std::uint32_t number = 0;
    float value = 0;
  };
  const std::vector<Feature>* features = nullptr;
  std::size_t target = 0;
  float weight = 1;
};

// A linear model: the score of choice c is bias[c] + sum of value * weights[row * choices + c],
// where row is the position of the feature in `features` (ascending numbers).
struct Softmax {
  std::size_t choices = 0;
  std::vector<float> bias = {};
  std::vector<std::uint32_t> features = {};
  std::vector<float> weights = {};
};

// Multinomial logistic regression by stochastic gradient descent; the step shrinks to 0 over the
// epochs, which also regularises. Deterministic.
Softmax TrainSoftmax(std::vector<Example> examples, std::size_t choices, int epochs, float rate);

}  // namespace sambyd::training

#endif  // TOOLS_TRAIN_CLASSIFIER_SOFTMAX_H_
