#ifndef TOOLS_TRAIN_CLASSIFIER_TRAINER_H_
#define TOOLS_TRAIN_CLASSIFIER_TRAINER_H_

#include <array>
#include <vector>

#include "lib/breakdown/cpv_model.h"
#include "tools/train-classifier/samples.h"

namespace sambyd::training {

struct TrainingOptions {
  int epochs = 5;
  float rate = 4;
  int least_samples = 3;  // features seen in fewer samples are left out
  // Smaller weights are left out of the model, by the level of their node.
  std::array<float, breakdown::CpvModel::kLevels> least_weight = {0.4F, 0.6F, 0.8F, 0.8F};
};

// Trains one softmax at each node of the code tree on the samples that are not held out. The finer
// codes below the classes are those of `detail_codes`. The calibration is left at its identity.
breakdown::CpvModel Train(const std::vector<Sample>& samples,
                          const std::vector<domain::CpvCode>& detail_codes,
                          const TrainingOptions& options);

// Sets the calibration of `model` from what `measured`, a model that never saw the held-out
// samples, makes of them.
void Calibrate(const breakdown::CpvModel& measured, const std::vector<Sample>& samples,
               breakdown::CpvModel& model);

}  // namespace sambyd::training

#endif  // TOOLS_TRAIN_CLASSIFIER_TRAINER_H_
